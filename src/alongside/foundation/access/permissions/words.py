"""What each role and each permission is called on the page "Who can do what"."""

from .names import Permission, Role

P = Permission
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
    Role.KEEPER: (
        "Someone with a link to their services",
        "Says whether what the directory says of their own organisation is right, and asks for changes.",
    ),
    Role.CLOCK: (
        "The clock",
        "Ends waits that ran out and hands them back, and reminds members of papers that end and of services that "
        "nobody has looked at.",
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
    P.DIRECTORY_PROPOSE: "Ask for a change to what the directory says",
    P.DIRECTORY_ASSURE: "Say that what the directory says of their own services is still right",
    P.DIRECTORY_MODERATE: "Decide on changes to the directory, and change it",
    P.DOUBT_RAISE: "Say that something in the directory is wrong",
    P.UPKEEP_CLOCK: "Ask organisations to look at their services, and see whether websites answer",
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
_BY_OTHER_DOORS = (Role.PUBLIC, Role.PERSON, Role.RECEIVER, Role.APPLICANT, Role.KEEPER, Role.CLOCK)
STAFF_ROLES = tuple(role for role in Role if role not in _BY_OTHER_DOORS)


def role_choices() -> list[tuple[str, str]]:
    return [(role.value, IN_WORDS[role][0]) for role in STAFF_ROLES]
