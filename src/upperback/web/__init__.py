"""The live coach on the web: REST, the live socket, and the page's files."""
