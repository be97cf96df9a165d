"""How to reach people, how to be safe, what else to know."""

CONTACT_WAYS = (("phone", 46), ("text", 30), ("email", 15), ("letter", 5), ("in_person", 4))

CONTACT_NOTES = (
    "Ring after 4pm.",
    "Please text before you ring.",
    "Withheld numbers go unanswered.",
    "Leave no message with anyone else.",
    "Mornings are hard. Afternoons only.",
    "Give it eight rings, slow on his feet.",
    "Hard of hearing: speak up, or text.",
    "Large print, please.",
    "Needs an interpreter.",
    "Her daughter can take messages.",
    "Shift worker: look at the rota before you ring.",
)

SAFETY_NOTES = (
    "Do not ring the home number. Safe to text between 9 and 3 on weekdays.",
    "Partner reads post. Nothing in writing to the house.",
    "Say you are ringing from the dentist if anyone else answers.",
    "Ex-partner must not learn the address. Check before giving any detail.",
    "Visit in pairs: a dog that bites, and it is not his fault.",
)

PRONOUNS = ("she/her", "he/him", "they/them")
CARER_LINKS = (
    "mother",
    "father",
    "partner",
    "daughter",
    "son",
    "sister",
    "brother",
    "friend",
    "neighbour",
    "grandmother",
)
