"""The app in a browser of this computer: one gate, one matcher, one app process a session.

Never listens beyond this computer; nobody comes in without the token. Imported by `shopladder serve` alone.
"""
