"""What the log may say: what went wrong and where, never a way in."""

import logging
import re

# The token of a signed link (``access.links.make_link``): 256 bits as 43 URL-safe characters.
TOKEN = re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])")


class DiscreetFormatter(logging.Formatter):
    """Leaves out the tokens of links.

    Django logs the path of every refused request, and the path of a form behind a link holds a link that is
    still good. What someone told us needs no such care: PostgreSQL quotes no values of a fenced row.
    """

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub("(token)", super().format(record))
