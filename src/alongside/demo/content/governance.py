"""What the demo's groups talk about, decide and take on. All of it is made up."""

from dataclasses import dataclass

CHAIR = "tracey-fenwick@tidewater-minds.example"


@dataclass(frozen=True)
class Table:
    """A group: its seats by kind, when it meets, and what it talks about."""

    name: str
    kind: str
    purpose: str
    meets: str
    seats: tuple[tuple[str, str], ...]  # (kind, what the seat is for); the first is the chair's
    empty: tuple[int, ...]
    every_weeks: int
    talk: tuple[str, ...]


STEERING = Table(
    "Steering group",
    "steering",
    "Keeps the alliance to its promises, agrees bids and money, and answers to every member.",
    "every four weeks, Tuesday at 10am",
    (
        ("community", "Chair"), ("community", "Large charities"), ("community", "Medium charities"),
        ("lived", "Expert by experience"), ("community", "Small charities"), ("nhs", "NHS trust"),
        ("community", "Small charities"), ("lived", "Expert by experience"), ("community", "Community groups"),
        ("council", "Council"), ("community", "Community groups"), ("lived", "Carers"), ("nhs", "GP practices"),
        ("community", "Faith groups"), ("community", "Children and young people"),
    ),
    (14,),
    4,
    (
        "What members told us this month", "Money: where we are", "The winter bid", "How long people wait",
        "New members", "The year’s review", "What experts by experience raised", "Risks we keep an eye on",
        "Data sharing between members", "The listening event",
    ),
)  # fmt: skip
TASK_GROUPS = (
    Table(
        "No wrong door",
        "task",
        "So that whoever someone asks, they are helped, and never sent round in circles.",
        "every eight weeks, Thursday at 2pm",
        (("community", "Chair"), ("nhs", "GP practices"), ("lived", "Expert by experience"), ("community", ""),
         ("community", ""), ("council", "Council"), ("community", "")),
        (),
        8,
        ("Referrals that came back", "The front door’s opening hours", "Declines, and what happened next",
         "A shared first question"),
    ),
    Table(
        "Waiting well",
        "task",
        "So that nobody waits in silence.",
        "every eight weeks, Wednesday at 11am",
        (("community", "Chair"), ("nhs", "NHS trust"), ("lived", "Expert by experience"), ("community", ""),
         ("community", "")),
        (4,),
        8,
        ("Who has waited more than four weeks", "What a check-in says", "Groups for people who wait",
         "Letters in plain words"),
    ),
    Table(
        "Reducing stigma",
        "task",
        "So that people can say how they are, at work, at school and at the match.",
        "every eight weeks, Monday at 4pm",
        (("community", "Chair"), ("lived", "Expert by experience"), ("community", ""), ("community", ""),
         ("community", "Faith groups"), ("council", "Council")),
        (),
        8,
        ("The football club evening", "Stories people are glad to tell", "Talks at workplaces", "World Mental Health Day"),
    ),
    Table(
        "Shared training",
        "task",
        "So that a volunteer at the smallest group learns with the largest charity.",
        "every eight weeks, Friday at 10am",
        (("community", "Chair"), ("community", ""), ("lived", "Expert by experience"), ("nhs", "NHS trust"),
         ("community", ""), ("community", "Small charities")),
        (5,),
        8,
        ("Courses for the spring", "Places kept for small groups", "Who still lacks suicide prevention training",
         "Trainers with lived experience"),
    ),
)  # fmt: skip
PAPER = (
    "{title}: what we know.\n\nMembers were asked in the last weeks. Most answered.\n\nWe ask the group to say what should"
    " happen next."
)
MINUTES = (
    "{who} went through the paper. People asked what it means for the smallest groups.\n\nIt was agreed to come back to it"
    " once there are figures.",
    "We heard from three members. Two have longer lists than in the spring; one has room.\n\n{who} thanked everyone who"
    " had filled in the form.",
    "{who} said what has moved since last time. Nobody was surprised, and nobody was quite content.",
    "A good talk about what people who wait would want to hear. {who} wrote down their words.",
    "There was little time left, so {who} will send a page round.",
)
ACTIONS = (
    "Ask the three members who have not answered",
    "Send the draft round in plain words",
    "Find a room with a step-free door",
    "Ring the council about the hall",
    "Write to the bank about the second signature",
    "Ask experts by experience what they think of the letter",
    "Put the figures on one page",
    "Invite the school nurses",
    "Bring two quotes for the printing",
)
# Title, the decision, why.
ROOM = (
    ("Keep the front door open until 6pm on Tuesdays", "The front door answers until 6pm on Tuesdays for six months.",
     "Four in ten people ask after work."),
    ("Pay for taking part within ten days", "Experts by experience are paid within ten days of a meeting.",
     "Waiting for money keeps people away."),
    ("Meet in Immingham twice a year", "Two meetings a year are held in Immingham.", "Members there travel every month."),
    ("One form for the winter fund", "Members apply to the winter fund on one page.", "Small groups have no bid writer."),
    ("Read every letter aloud first", "No letter goes out before someone with lived experience has read it aloud.",
     "Two letters this year frightened people."),
    ("A reserve of three months", "The alliance keeps three months of costs in reserve.", "The grant ends in the spring."),
)  # fmt: skip
# Title, the proposal, why, method, options.
PROPOSALS = (
    ("Bid together for the winter pressures money", "We put in one bid, led by the steering group. No member bids alone.",
     "Last year four of us bid against each other and none of us won.", "consent", ()),
    ("A quarter of training places for small groups", "A quarter of the places on every course are kept for members with an"
     " income under £100,000 until two weeks before.", "They hear of courses last.", "vote", ()),
    ("Which evening for the open meeting", "Members meet once a year in the evening, so that volunteers can come.",
     "Most of us work in the day.", "ranked", ("Monday", "Wednesday", "Thursday")),
    ("Share how long our lists are every week", "Each service says every Friday whether it has room.",
     "People are sent to lists that have closed.", "vote", ()),
)  # fmt: skip
OPEN_VOTE = (
    "Spend £6,000 on a shared welcome for new volunteers",
    "We pay for one day of welcome training every two months, open to every member, run with experts by experience.",
    "Forty small groups each do it alone, or not at all.",
)
IN_TALK = (
    "Ask every GP practice for one named person",
    "Each practice names one person whom a member can ring about a referral.",
    "Messages to a practice’s general address wait for days.",
)
COMMENTS = (
    "I would be glad of this. Could it be on a Saturday once?",
    "Good. We should say how many places there are before we promise it.",
    "Please let people with lived experience run part of it, and pay them for preparing too.",
)
INTERESTS = (
    ("My wife sells courses to members", "", "training"),
    ("I am a trustee there", "organisation", ""),
    ("We rent two rooms from them", "organisation", ""),
    ("I am paid for taking part", "", "involvement_pay"),
    ("My brother works in the team that gives the grant", "The county’s grants team", "bids_grants"),
)
STATEMENTS = (
    "I have run a lunch club for eleven years and know what one volunteer can carry. I would speak for the smallest.",
    "We are two people and a kettle. I would ask what each decision costs the smallest of us.",
)
