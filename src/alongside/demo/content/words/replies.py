"""What workers write at each step of a referral: reasons, questions, notes, outcomes. Kind, short and invented."""
# ruff: noqa: E501

# reason: (weight, whose reason, sentences)
DECLINES: dict[str, tuple[int, str, tuple[str, ...]]] = {
    "no capacity": (22, "provider", ("All our workers are at their limit until the new year.", "We have two staff off and would be letting you down.", "Sorry, nobody free for this area at the moment.")),
    "waiting list closed": (13, "provider", ("We closed the list at six months. It opens again in spring.", "List is shut; it is not fair to add people we cannot see.")),
    "not eligible: area": (8, "provider", ("Lives outside the part we are paid to cover.", "We only cover the Immingham side.")),
    "not eligible: age": (7, "provider", ("We start at 18.", "Our funder draws the line at 25.")),
    "not eligible: need level": (6, "provider", ("Our group is for mild difficulties and this sounds more.", "The criteria say a diagnosis, which is daft, but there it is.")),
    "needs more specialist care": (12, "provider", ("Risk is higher than volunteers should hold. Suggest the Trust.", "Complex trauma: better with a long-term counsellor from the start.")),
    "needs less": (3, "provider", ("Would do well in an open group, no need for one-to-one.", "Feeling better by the time we spoke; drop-in is enough.")),
    "unsafe for this person": (3, "provider", ("Someone they need to avoid comes on the same day.", "The building has stairs and we cannot make it safe.")),
    "missing information": (4, "provider", ("We asked twice and never had a number to ring.",)),
    "duplicate": (4, "provider", ("Already with us since last month through the practice.",)),
    "person declined": (7, "person", ("Not ready for a group. Might be in summer.", "Said no thank you when we rang, politely.")),
    "person has another option": (4, "person", ("Has started with a counsellor at work.",)),
    "resolved": (3, "person", ("The landlord backed down. All sorted.",)),
    "in hospital": (2, "person", ("On the ward; ask again at discharge.",)),
    "died": (0, "person", ("We are sorry to tell you that he died. The family have been rung.",)),
    "other": (1, "provider", ("Our building flooded.",)),
}  # fmt: skip

SUGGESTIONS = (
    "Try the clubhouse first.",
    "The women's centre may see her sooner.",
    "The Monday drop-in has room.",
    "A navigator could go along the first time.",
)
SEND_NOTES = (
    "Would like someone to come along the first time.",
    "Has told this story a lot. Please read before you ring.",
    "Prefers a woman worker.",
    "Mornings are best.",
    "Happy to be texted.",
    "Says groups are frightening but would try a small one.",
    "Walks everywhere, so nearby matters.",
    "GP aware.",
    "",
    "",
)
CONSENT_WAYS = (("spoken", 55), ("online", 30), ("written", 15))
LAWFUL_BASES = ("safeguarding", "vital interests")
QUESTIONS = (
    ("Is there a safe number and time to ring?", "Yes: mobile only, 10 to 2."),
    ("Are stairs a problem?", "One flight is fine, slowly."),
    ("Is anyone else already involved?", "The GP and nobody else."),
    ("Does the court order cover the children?", "Yes, until March. Copy can be shown."),
    ("Would they want an interpreter or a friend to interpret?", "Interpreter, please. Not family."),
    ("Which benefit are they on? Our funder asks.", "Universal Credit."),
    ("Can they manage two hours sitting?", "With a break in the middle."),
    ("What would they like to be different?", "To sleep, and to get to the shops alone."),
)
ACCEPTS = (
    "Yes, glad to. First meeting offered.",
    "On the list; we will ring every four weeks.",
    "Accepted. Welcome pack sent by text link.",
    "We can start soon.",
    "Accepted, worker named.",
)
BEGINS = (
    "Met at the café, talked for an hour.",
    "First session. Came with his sister.",
    "Home visit, kettle on.",
    "First phone call, agreed three goals.",
    "Came to the group and stayed to the end.",
    "First appointment by video.",
)
NO_CONTACT = (
    "Rang three times, texted once, letter sent.",
    "Phone off. Two visits, no answer, card left.",
    "Rang at different times of day over two weeks.",
)
WITHDRAWS = (
    "Changed his mind and that is fine.",
    "Moving to be near her daughter.",
    "Got a place sooner elsewhere.",
    "Feels better and would like to leave it for now.",
    "Does not want information shared any more.",
)
REOPENS = (
    "Rang us: feeling worse, would like to try again.",
    "The number was wrong. We have the right one now.",
    "Said yes this time.",
)
TOLD = (("phone", 45), ("text", 25), ("letter", 10), ("in person", 12), ("email", 8))
TOLD_NOTES = (
    "Told, and knows how to come back.",
    "Explained what happens next.",
    "Left it with them; number given.",
    "Said thank you for ringing back.",
    "Would rather have a rest from services. We agreed to ring in a month.",
)

# outcome: (weight when finished, sentences)
OUTCOMES: dict[str, tuple[int, tuple[str, ...]]] = {
    "got help": (58, ("Sleeping better, back on the bus, going to choir.", "Debt plan in place. Drawer is empty.", "Finished all sessions. Wants to volunteer.", "Kept the flat.", "Says the house is not so quiet now.", "Has two people to ring.", "Started a job two mornings a week.", "Knows what to do when it comes back.")),
    "some help": (24, ("Came to half the sessions. Anxiety less, sleep no better.", "Forms done; decision still to come.", "Helped with the practical side, grief still raw.", "Enjoyed it but the bus is a problem.")),
    "referred elsewhere": (9, ("Needed longer than we can give. Handed over in a three-way call.", "Moved on to the clubhouse.")),
    "no longer wanted": (6, ("Stopped coming and says that was enough.", "Life got busy in a good way.")),
    "could not be contacted": (3, ("Lost touch after the third visit.",)),
}  # fmt: skip

CHECK_INS = (
    ("same", 55, "About the same. Glad to be rung."),
    ("better", 28, "A bit better this month."),
    ("worse", 17, "Harder lately. Moved up and navigator told."),
)

FIRST_MESSAGES = (
    "Hello {name}, I'm {navigator}. Thank you for telling us. I have read what you wrote, so you won't need to say it all again. When is a good time for me to ring?",
    "Hello {name}. {navigator} here, from the front door of the alliance. What you wrote makes sense to me. I can think of two places that may help; could we talk them through this week?",
    "Hi {name}, I'm {navigator}. I'll stay with you until something is in place. Nothing is shared unless you say so.",
    "Dear {name}, thank you for asking. I'm {navigator} and I will be your person here. I will ring you by {day}. If things get worse before then, the crisis numbers are on your page, day and night.",
    "Hello {name}, {navigator} here. You did right to get in touch. I have a couple of short questions and then we can choose together.",
)
ADVICE_GIVEN = (
    "Talked it through; wanted information only, and has it.",
    "Went to the drop-in on their own. No referral wanted.",
    "One long call was what was needed.",
)
UNMET = (
    "Nothing within reach by bus in the evening.",
    "No counselling in their language this side of summer.",
    "Every list for this is closed.",
    "Nothing for this age.",
)
