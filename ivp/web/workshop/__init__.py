"""Files that take long are made in a process of their own, one at a time: nobody's page waits for them.

`orders` says what can be made, `worker` is that process, `queue` the row in front of it, `buttons` what a page shows.
Only `buttons` knows Streamlit.
"""
