"""What may be done, and which role may do it. Fixed in code: see ADR 5."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing that someone may do. The value is what the audit record calls it."""

    REQUEST_OPEN = "request.open"
    REQUEST_VIEW = "request.view"
    REQUEST_WORK = "request.work"
    REFERRAL_VIEW = "referral.view"
    REFERRAL_SEND = "referral.send"
    REFERRAL_ANSWER = "referral.answer"
    REFERRAL_REPORT = "referral.report"
    REFERRAL_WITHDRAW = "referral.withdraw"
    REFERRAL_CLOSE = "referral.close"
    REFERRAL_CLOCK = "referral.clock"
    PERSON_EDIT = "person.edit"
    CONSENT_RECORD = "consent.record"
    CONSENT_OVERRIDE = "consent.override"
    OWN_RECORD = "own.record"
    DIRECTORY_IMPORT = "directory.import"
    CAPACITY_RECORD = "capacity.record"
    LEXICON_EDIT = "lexicon.edit"
    LIST_KEEP = "list.keep"
    UNMET_RECORD = "unmet.record"
    MEMBER_VIEW = "member.view"
    MEMBER_EDIT = "member.edit"
    STANDING_RENEW = "standing.renew"
    TERMS_ACCEPT = "terms.accept"
    APPLICATION_START = "application.start"
    APPLICATION_WRITE = "application.write"
    APPLICATION_REVIEW = "application.review"
    APPLICATION_DECIDE = "application.decide"
    MEMBERSHIP_CLOCK = "membership.clock"
    USER_INVITE = "user.invite"
    USER_EDIT = "user.edit"
    ALLIANCE_EDIT = "alliance.edit"
    AUDIT_VERIFY = "audit.verify"
    NEWS_VIEW = "news.view"
    NEWS_WRITE = "news.write"
    NEWS_URGENT = "news.urgent"
    NEWS_SEND = "news.send"
    NEWS_STOP = "news.stop"
    TRAINING_VIEW = "training.view"
    TRAINING_BOOK = "training.book"
    TRAINING_LEAD = "training.lead"
    TRAINING_OFFER = "training.offer"
    TRAINING_REQUIRE = "training.require"
    TRAINING_CLOCK = "training.clock"
    GROUP_VIEW = "group.view"
    GROUP_VIEW_ALL = "group.view_all"
    GROUP_EDIT = "group.edit"
    GROUP_TAKE_PART = "group.take_part"
    GROUP_CLOCK = "group.clock"
    MEETING_RUN = "meeting.run"
    DECISION_VIEW = "decision.view"
    INTEREST_DECLARE = "interest.declare"
    SIGNED_IN = "signed.in"
    ACCOUNT_OPEN = "account.open"


class Role(StrEnum):
    """A part someone plays for an organisation. Those from PUBLIC on are never given out."""

    WORKER = "worker"
    NAVIGATOR = "navigator"
    ORGANISATION_LEAD = "organisation_lead"
    COORDINATOR = "coordinator"
    COMMISSIONER = "commissioner"
    EXPERT = "expert"
    ADMINISTRATOR = "administrator"
    PUBLIC = "public"
    PERSON = "person"
    RECEIVER = "receiver"
    APPLICANT = "applicant"
    CLOCK = "clock"


P = Permission
_NEWS = {P.NEWS_VIEW, P.NEWS_WRITE}
_LEARN = {P.TRAINING_VIEW, P.TRAINING_BOOK}
# What anyone who signs in may do where they hold a seat: the rules of the governance slice ask for the seat.
_AT_THE_TABLE = {P.GROUP_VIEW, P.GROUP_TAKE_PART, P.MEETING_RUN, P.DECISION_VIEW, P.INTEREST_DECLARE}
_WORK = {
    P.SIGNED_IN, P.REQUEST_OPEN, P.REQUEST_VIEW, P.REQUEST_WORK, P.REFERRAL_VIEW, P.REFERRAL_SEND, P.REFERRAL_ANSWER,
    P.REFERRAL_REPORT, P.REFERRAL_WITHDRAW, P.REFERRAL_CLOSE, P.PERSON_EDIT, P.CONSENT_RECORD, P.CAPACITY_RECORD,
    P.MEMBER_VIEW, P.TRAINING_OFFER, P.GROUP_VIEW_ALL, P.APPLICATION_REVIEW, P.UNMET_RECORD,
    P.LIST_KEEP, *_AT_THE_TABLE, *_LEARN, *_NEWS,
}  # fmt: skip
# What is taken away, whatever the role, while the standing of an organisation shuts records to it.
ON_RECORDS = frozenset(
    {
        P.REQUEST_OPEN, P.REQUEST_VIEW, P.REQUEST_WORK, P.REFERRAL_VIEW, P.REFERRAL_SEND, P.REFERRAL_ANSWER,
        P.REFERRAL_REPORT, P.REFERRAL_WITHDRAW, P.REFERRAL_CLOSE, P.PERSON_EDIT, P.CONSENT_RECORD,
        P.CONSENT_OVERRIDE,
    }
)  # fmt: skip

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.WORKER: frozenset(_WORK),
    Role.NAVIGATOR: frozenset(_WORK | {P.CONSENT_OVERRIDE, P.LEXICON_EDIT}),
    Role.ORGANISATION_LEAD: frozenset(
        _WORK | {P.USER_INVITE, P.TRAINING_LEAD, P.STANDING_RENEW, P.TERMS_ACCEPT}
    ),
    Role.COORDINATOR: frozenset(
        {
            P.SIGNED_IN,
            P.MEMBER_VIEW,
            P.MEMBER_EDIT,
            P.STANDING_RENEW,
            P.APPLICATION_REVIEW,
            P.APPLICATION_DECIDE,
            P.USER_INVITE,
            P.ALLIANCE_EDIT,
            P.DIRECTORY_IMPORT,
            P.CAPACITY_RECORD,
            P.TRAINING_OFFER,
            P.TRAINING_REQUIRE,
            P.GROUP_VIEW_ALL,
            P.GROUP_EDIT,
            P.NEWS_URGENT,
            P.LEXICON_EDIT,
            P.LIST_KEEP,
            P.UNMET_RECORD,
            *_AT_THE_TABLE,
            *_LEARN,
            *_NEWS,
        }
    ),
    Role.COMMISSIONER: frozenset(
        {P.SIGNED_IN, P.MEMBER_VIEW, P.APPLICATION_REVIEW, P.NEWS_VIEW, *_AT_THE_TABLE, *_LEARN}
    ),
    Role.EXPERT: frozenset(
        {P.SIGNED_IN, P.MEMBER_VIEW, P.APPLICATION_REVIEW, P.TRAINING_OFFER, *_AT_THE_TABLE, *_LEARN, *_NEWS}
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            P.SIGNED_IN,
            P.MEMBER_VIEW,
            P.MEMBER_EDIT,
            P.STANDING_RENEW,
            P.APPLICATION_REVIEW,
            P.APPLICATION_DECIDE,
            P.USER_INVITE,
            P.USER_EDIT,
            P.ALLIANCE_EDIT,
            P.DIRECTORY_IMPORT,
            P.AUDIT_VERIFY,
            P.NEWS_URGENT,
            P.GROUP_VIEW_ALL,
            *_AT_THE_TABLE,
            *_LEARN,
            *_NEWS,
        }
    ),
    Role.PUBLIC: frozenset(
        {P.REQUEST_OPEN, P.ACCOUNT_OPEN, P.NEWS_STOP, P.APPLICATION_START, P.UNMET_RECORD}
    ),
    Role.PERSON: frozenset(
        {
            P.OWN_RECORD,
            P.CONSENT_RECORD,
            P.REQUEST_OPEN,
            P.REFERRAL_SEND,
            P.REFERRAL_WITHDRAW,
            P.UNMET_RECORD,
        }
    ),
    Role.RECEIVER: frozenset({P.REFERRAL_VIEW, P.REFERRAL_ANSWER, P.REFERRAL_REPORT}),
    Role.APPLICANT: frozenset({P.APPLICATION_WRITE, P.TERMS_ACCEPT, P.STANDING_RENEW}),
    Role.CLOCK: frozenset(
        {P.REFERRAL_CLOCK, P.MEMBERSHIP_CLOCK, P.NEWS_SEND, P.TRAINING_CLOCK, P.GROUP_CLOCK}
    ),
}

IN_WORDS: dict[Role, tuple[str, str]] = {
    Role.WORKER: (
        "Worker or volunteer",
        "Takes requests for help, refers with consent, answers what is sent to their organisation.",
    ),
    Role.NAVIGATOR: (
        "Mental health navigator",
        "Does what a worker does, owns the requests nobody else has, and may share without consent to keep "
        "someone safe, giving the legal reason.",
    ),
    Role.ORGANISATION_LEAD: (
        "Lead of an organisation",
        "Does what a worker does, invites the people who work there, books training for them, and keeps their "
        "organisation’s papers up to date.",
    ),
    Role.COORDINATOR: (
        "Alliance coordinator",
        "Looks after members, who joins and what each must show, groups, the directory and what training is "
        "required. Never sees a person's record.",
    ),
    Role.COMMISSIONER: ("Commissioner", "Sees how the alliance does. Never sees a person's record."),
    Role.EXPERT: ("Expert by experience", "Takes part in the alliance's work. Never sees a person's record."),
    Role.ADMINISTRATOR: (
        "Administrator",
        "Looks after accounts, imports and the audit record. Never sees a person's record.",
    ),
    Role.PUBLIC: ("Anyone", "Finds help and asks for it."),
    Role.PERSON: (
        "Someone on their own page",
        "Sees their own record and who looked, and changes their mind.",
    ),
    Role.RECEIVER: ("Someone with a signed link", "Sees and answers the one referral the link is for."),
    Role.APPLICANT: (
        "Someone who asks to join",
        "Fills in their own organisation's form by a signed link, and signs its terms.",
    ),
    Role.CLOCK: (
        "The clock",
        "Ends waits that ran out and hands them back, and reminds members of papers that end.",
    ),
}
# What each permission lets someone do, as the page "Who can do what" says it.
PERMISSION_WORDS: dict[Permission, str] = {
    P.REQUEST_OPEN: "Ask for help, for themselves or for someone else",
    P.REQUEST_VIEW: "See requests for help that their organisation has a part in",
    P.REQUEST_WORK: "Take on a request, say what happens next, and close it",
    P.REFERRAL_VIEW: "See referrals that their organisation sent or was sent",
    P.REFERRAL_SEND: "Send a referral, once the person has agreed",
    P.REFERRAL_ANSWER: "Say yes, say no, or ask a question about a referral sent to them",
    P.REFERRAL_REPORT: "Say how a referral sent to them is going",
    P.REFERRAL_WITHDRAW: "Take back a referral",
    P.REFERRAL_CLOSE: "Close a referral when the person knows how it ended",
    P.REFERRAL_CLOCK: "End a wait that ran out, and hand it back",
    P.PERSON_EDIT: "Correct a person’s details",
    P.CONSENT_RECORD: "Write down what a person agreed to share, or has stopped sharing",
    P.CONSENT_OVERRIDE: "Share without a yes to keep someone safe, giving the legal reason",
    P.OWN_RECORD: "See their own record and who looked, and change their mind",
    P.DIRECTORY_IMPORT: "Bring lists of services into the directory",
    P.CAPACITY_RECORD: "Say how much room a service has",
    P.LEXICON_EDIT: "Teach the directory the words that people here use",
    P.LIST_KEEP: "Keep lists of services with the others at their organisation",
    P.UNMET_RECORD: "Say that nothing in the directory fits",
    P.MEMBER_VIEW: "See the members of the alliance",
    P.MEMBER_EDIT: "Change what is known of a member, and what members must show",
    P.STANDING_RENEW: "Renew an organisation’s papers: insurance, safeguarding and the rest",
    P.TERMS_ACCEPT: "Sign the terms for an organisation that they may sign for",
    P.APPLICATION_START: "Ask to join the alliance",
    P.APPLICATION_WRITE: "Fill in, send and take back their own request to join",
    P.APPLICATION_REVIEW: "Read a request to join that they were named to read, and say what they think",
    P.APPLICATION_DECIDE: "Name who reads a request to join, and decide on it",
    P.MEMBERSHIP_CLOCK: "Remind members of papers that end, and end what was left unfinished",
    P.USER_INVITE: "Invite people to sign in",
    P.USER_EDIT: "Change or end an account",
    P.ALLIANCE_EDIT: "Change what the alliance is called, how to reach it, its clocks and its colours",
    P.AUDIT_VERIFY: "Check that nobody has changed the record of who did what",
    P.NEWS_VIEW: "Read news and thanks",
    P.NEWS_WRITE: "Tell everyone something, thank another organisation, and take it back",
    P.NEWS_URGENT: "Call news urgent, and take back anyone’s",
    P.NEWS_SEND: "Tell people that there is news",
    P.NEWS_STOP: "Stop messages about news by the link in one",
    P.TRAINING_VIEW: "See the shared training programme",
    P.TRAINING_BOOK: "Book training for themselves, and give a place up",
    P.TRAINING_LEAD: "Book training for the people of their organisation, and see what they have",
    P.TRAINING_OFFER: "Offer courses, and take the register of those they run",
    P.TRAINING_REQUIRE: "Say what training is required, and see how many have it",
    P.TRAINING_CLOCK: "Remind people of training, and open places that were held",
    P.GROUP_VIEW: "See the groups they sit on",
    P.GROUP_VIEW_ALL: "See every group: what it is for, and who sits on it",
    P.GROUP_EDIT: "Make groups, seats and elections",
    P.GROUP_TAKE_PART: "Discuss and vote in the groups they sit on",
    P.GROUP_CLOCK: "Close votes whose time has run out, and remind people",
    P.MEETING_RUN: "Run the meetings of a group they chair",
    P.DECISION_VIEW: "Read what the alliance’s groups decided",
    P.INTEREST_DECLARE: "Say what interests they have, and see everyone’s",
    P.SIGNED_IN: "Sign in",
    P.ACCOUNT_OPEN: "Open an account they were invited to",
}
_BY_OTHER_DOORS = (Role.PUBLIC, Role.PERSON, Role.RECEIVER, Role.APPLICANT, Role.CLOCK)
STAFF_ROLES = tuple(role for role in Role if role not in _BY_OTHER_DOORS)


def role_choices() -> list[tuple[str, str]]:
    return [(role.value, IN_WORDS[role][0]) for role in STAFF_ROLES]
