"""How much an import may ask of us. Each is far above any real directory, far below a full disk."""

MIB = 1024 * 1024

ARCHIVE_FILES = 1_000
ARCHIVE_BYTES = 4 * 1024 * MIB  # all files of an archive, unpacked
ARCHIVE_RATIO = 200  # text packs 5 to 30 times; a trap packs a thousand times
RATIO_FROM_BYTES = 5 * MIB  # small files may be all blanks
FOLDER_FILES = 10_000

ID_CHARACTERS = 300
NAME_CHARACTERS = 300
TEXT_CHARACTERS = 30_000
LINE_BYTES = 4 * MIB
CELL_CHARACTERS = 1 * MIB
RECORD_DEPTH = 100
RECORD_VALUES = 200_000  # values inside one JSON record

PAGE_BYTES = 64 * MIB
PAGES = 20_000
REDIRECTS = 5
TIMEOUT_SECONDS = 30
