"""The directory as open data: Open Referral UK 3.0 for programs, and the whole of it as a file.

Nothing here reads a cookie, a session or an account, and nothing here can reach a person's record.
"""
