"""What the log may say: what went wrong and where, never a way in."""

import logging
import re

# The token of a signed link (``access.links.make_link``): 256 bits as 43 URL-safe characters.
TOKEN = re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])")
# What would end a line, move the cursor of who reads it, or turn its letters round.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class DiscreetFormatter(logging.Formatter):
    """Leaves out the tokens of links, and writes one line for one thing said, whatever is in it.

    Django logs the path of every refused request, and the path of a form behind a link holds a link that is
    still good. What someone told us needs no such care: PostgreSQL quotes no values of a fenced row.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        return CONTROL.sub(
            lambda found: found[0].encode("unicode_escape").decode(), super().formatMessage(record)
        )

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub("(token)", super().format(record))
