"""The shared training of the demo: what members teach each other. All invented. No Django."""
# One row a line reads better than the formatter's layout.
# ruff: noqa: E501
# fmt: off

from dataclasses import dataclass

LOOP = "Level entrance, hearing loop, a quiet room to step into. Breaks every 45 minutes."
ONLINE = "Captions on. Camera on or off, as you like. We send the slides the day before."


@dataclass(frozen=True)
class Course:
    """A course of the demo. ``by`` is the slug of who offers it; ``with_`` are (name, by lived experience); ``every`` is weeks
    between sessions; ``places`` and ``held`` are of each; ``asked`` is how many usually ask; ``months`` 0 does not run out.
    """

    title: str
    by: str
    learn: str
    for_whom: str
    needs: tuple[str, ...]
    priorities: tuple[str, ...]
    minutes: int
    format: str
    venue: str
    with_: tuple[tuple[str, bool], ...]
    every: int
    places: int
    held: int
    asked: int
    months: int | None = 0
    access: str = LOOP


COURSES = {
    "north-east-lincolnshire": (
        Course("Talking about suicide", "tidewater-minds", "Ask about suicide in plain words, listen to the answer, agree what keeps someone safe tonight, and know whom to call.", "Anyone who answers a phone or a door. No experience needed. We talk about suicide, and you may step out at any time.", ("suicidal_thoughts", "crisis_self_harm"), ("prevention", "stigma"), 180, "in_person", "Ropewalk House", (("Tracey Fenwick", False), ("Maureen Blow", True)), 5, 12, 5, 15, 36),
        Course("Safeguarding adults", "alliance-front-door", "Spot abuse and neglect, write down what you saw, and pass it on the same day to the right place.", "Every worker and volunteer who meets people.", ("domestic_abuse",), ("person_centred",), 150, "online", "", (("Bernadette Okafor", False),), 4, 24, 8, 17, 36, ONLINE),
        Course("Safeguarding children", "the-slipway", "Know the signs, talk to a child without leading them, and make a referral that is read.", "Everyone who works with families or under-18s.", ("children_young_people",), ("person_centred",), 150, "online", "", (("Kay Sutter", False),), 8, 20, 6, 11, 36, ONLINE),
        Course("A warm welcome: the first five minutes", "many-voices-peer-network", "Greet someone so that they come back: what to say, what to leave out, and how to wait.", "Receptionists, volunteers and anyone who opens a door.", ("loneliness",), ("kindness", "no_wrong_door"), 120, "in_person", "Yarrow Street Centre", (("Maureen Blow", True), ("Dev Prakash", True)), 6, 16, 6, 10, None),
        Course("What hearing voices is like", "many-voices-peer-network", "Hear three people describe it, try it for ten minutes, and learn what helped them.", "Anyone who supports people with psychosis, and anyone who is curious.", ("severe_mental_illness",), ("stigma",), 180, "in_person", "Yarrow Street Centre", (("Maureen Blow", True), ("Lorna Fitch", True)), 9, 14, 4, 13, None),
        Course("Waiting well: keeping in touch", "alliance-front-door", "Make a check-in call in six minutes that leaves someone feeling remembered, and know when to move them up.", "Everyone who keeps a waiting list.", (), ("waiting_well", "communication"), 90, "online", "", (("Callum Thirkettle", False), ("Gareth Stubbs", True)), 6, 30, 8, 12, None, ONLINE),
        Course("Sharing information, safely and kindly", "plainsail-advice", "Ask for consent in words people understand, say what is shared and what is not, and know when you may share without it.", "Leads, and everyone who refers.", (), ("no_wrong_door", "communication"), 120, "hybrid", "Quayside Rooms", (("Nell Abbot", False),), 7, 20, 6, 12, 24),
        Course("Money worries and mental health", "plainsail-advice", "Hear when money is the real worry, start a calm talk about it, and refer to the right desk.", "Anyone who hears people’s worries.", ("debt_money", "benefits"), ("prevention", "person_centred"), 120, "in_person", "Quayside Rooms", (("Nell Abbot", False), ("Gareth Stubbs", True)), 8, 15, 5, 9, None),
        Course("When someone dies by suicide", "after-the-storm", "What to say in the first days, what families told us helped, and how to look after your team.", "Managers and anyone who may be first to hear. Run by people who lost someone.", ("bereavement",), ("kindness",), 150, "in_person", "The Lantern Rooms", (("Ros Tully", True), ("Ian Crake", True)), 12, 10, 4, 11, None),
        Course("Dementia: what carers wish we knew", "silver-tern-dementia-friends", "Talk with someone who forgets, include the carer without talking over anyone, and spot a carer who is running out.", "Anyone who meets older people or carers.", ("dementia_memory", "carers"), ("person_centred", "kindness"), 120, "in_person", "Daybreak Centre", (("Jean Moffatt", True),), 10, 16, 6, 8, None),
        Course("Domestic abuse: asking and answering", "safe-moorings", "Ask safely, hear the answer, keep a record that cannot be found, and know the three numbers to have ready.", "Everyone who sees people on their own.", ("domestic_abuse",), ("prevention",), 180, "in_person", "Quayside Rooms", (("Hattie Wren", False), ("Someone who has been there", True)), 9, 14, 5, 13, 24),
        Course("Autism and first meetings", "sandpiper-autism-circle", "Plan a first meeting that an autistic person can bear: light, noise, words, and what happens next.", "Anyone who books or holds first meetings.", (), ("person_centred",), 90, "online", "", (("Moss Adeyemi", True),), 7, 25, 8, 10, None, ONLINE),
        Course("Looking after yourselves and each other", "hearthline-friendship", "Notice when you or a colleague are running low, hold a short debrief, and say no kindly.", "Volunteers and small teams above all.", (), ("kindness", "prevention"), 120, "hybrid", "Hearth House", (("Petra Lund", False),), 6, 18, 10, 12, None),
        Course("Working with interpreters", "the-welcome-table", "Book the right interpreter, sit so that everyone sees everyone, and check that what you said arrived.", "Anyone who meets people who use another language.", ("immigration_asylum",), ("no_wrong_door", "communication"), 90, "in_person", "Welcome Hall", (("Amira Haddad", True),), 11, 16, 6, 7, None),
    ),
    "thornmere-vale": (
        Course("Listening in the Vale", "buttermarket-listening-post", "Listen for ten minutes without mending anything.", "Every volunteer in the Vale.", ("loneliness",), ("kindness",), 120, "in_person", "The Buttermarket", (("Wren Oakley", True),), 8, 12, 6, 5, None),
        Course("Safeguarding adults", "thornmere-front-door", "Spot it, write it down, pass it on.", "Everyone who meets people.", ("domestic_abuse",), ("person_centred",), 120, "online", "", (("Winifred Aldous", False),), 10, 20, 8, 6, 36, ONLINE),
    ),
}
# (title, role or "" for everyone, kind of organisation or "" for every kind)
REQUIRED = (
    ("Safeguarding adults", "worker", "charity"),
    ("Safeguarding adults", "worker", "community_group"),
    ("Safeguarding adults", "navigator", ""),
    ("Safeguarding adults", "organisation_lead", ""),
    ("Talking about suicide", "navigator", ""),
    ("Sharing information, safely and kindly", "organisation_lead", ""),
)
# What people said afterwards: (how useful, took part, what they will do, what to change).
SAID = (
    (4, "yes", "Ask the question out loud. I used to go round it.", ""),
    (4, "yes", "Write down the three numbers and keep them by the phone.", "A longer break in the middle."),
    (3, "yes", "", "More time for questions."),
    (4, "partly", "Wait longer before I speak.", "It was hard to hear at the back."),
    (3, "yes", "Share this with the other volunteers on Tuesday.", ""),
    (2, "yes", "", "I knew a lot of this. An advanced one would help."),
    (4, "yes", "Offer to make the call together.", ""),
)
CALLED_OFF = ("Our trainer is ill. We are sorry, and plan another day.", "The heating has failed and the hall is closed.")
