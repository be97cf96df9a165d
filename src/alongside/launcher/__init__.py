"""The embedded PostgreSQL, and what `./run` needs around it. Standard library only.

`./run` imports these modules before any package is installed, so nothing here may import one.
"""
