"""The activities. Each takes a session, a request's text and the tutor, and gives a draft."""
