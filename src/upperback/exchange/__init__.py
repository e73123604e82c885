"""Files of other programs and of our own: what they say, as plain functions from values to text.

Nothing here opens the journal. A writer takes journal entries and yields text; a
reader takes a file and yields entries with the line they stand on;
`upperback.services` brings them out of the journal and into it.
"""
