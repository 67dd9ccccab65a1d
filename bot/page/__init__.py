"""The chat page's own parts: the tutor while it opens, a conversation, the socket, the HTML."""
