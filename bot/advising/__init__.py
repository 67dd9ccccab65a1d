"""What advice is made of: the case as told so far, the reply in words, the card that shows the way."""
