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
    AUDIT_VERIFY = "audit.verify"
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
_WORK = {
    P.SIGNED_IN, P.REQUEST_OPEN, P.REQUEST_VIEW, P.REQUEST_WORK, P.REFERRAL_VIEW, P.REFERRAL_SEND, P.REFERRAL_ANSWER,
    P.REFERRAL_REPORT, P.REFERRAL_WITHDRAW, P.REFERRAL_CLOSE, P.PERSON_EDIT, P.CONSENT_RECORD, P.CAPACITY_RECORD,
    P.MEMBER_VIEW, P.APPLICATION_REVIEW,
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
    Role.NAVIGATOR: frozenset(_WORK | {P.CONSENT_OVERRIDE}),
    Role.ORGANISATION_LEAD: frozenset(_WORK | {P.USER_INVITE, P.STANDING_RENEW, P.TERMS_ACCEPT}),
    Role.COORDINATOR: frozenset(
        {
            P.SIGNED_IN,
            P.MEMBER_VIEW,
            P.MEMBER_EDIT,
            P.STANDING_RENEW,
            P.APPLICATION_REVIEW,
            P.APPLICATION_DECIDE,
            P.USER_INVITE,
            P.DIRECTORY_IMPORT,
            P.CAPACITY_RECORD,
        }
    ),
    Role.COMMISSIONER: frozenset({P.SIGNED_IN, P.MEMBER_VIEW, P.APPLICATION_REVIEW}),
    Role.EXPERT: frozenset({P.SIGNED_IN, P.MEMBER_VIEW, P.APPLICATION_REVIEW}),
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
            P.DIRECTORY_IMPORT,
            P.AUDIT_VERIFY,
        }
    ),
    Role.PUBLIC: frozenset({P.REQUEST_OPEN, P.ACCOUNT_OPEN, P.APPLICATION_START}),
    Role.PERSON: frozenset(
        {P.OWN_RECORD, P.CONSENT_RECORD, P.REQUEST_OPEN, P.REFERRAL_SEND, P.REFERRAL_WITHDRAW}
    ),
    Role.RECEIVER: frozenset({P.REFERRAL_VIEW, P.REFERRAL_ANSWER, P.REFERRAL_REPORT}),
    Role.APPLICANT: frozenset({P.APPLICATION_WRITE, P.TERMS_ACCEPT, P.STANDING_RENEW}),
    Role.CLOCK: frozenset({P.REFERRAL_CLOCK, P.MEMBERSHIP_CLOCK}),
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
        "Does what a worker does, invites the people who work there, and keeps their organisation’s papers up to date.",
    ),
    Role.COORDINATOR: (
        "Alliance coordinator",
        "Looks after members, who joins and what each must show, and the directory. Never sees a person's record.",
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
    P.AUDIT_VERIFY: "Check that nobody has changed the record of who did what",
    P.SIGNED_IN: "Sign in",
    P.ACCOUNT_OPEN: "Open an account they were invited to",
}
_BY_OTHER_DOORS = (Role.PUBLIC, Role.PERSON, Role.RECEIVER, Role.APPLICANT, Role.CLOCK)
STAFF_ROLES = tuple(role for role in Role if role not in _BY_OTHER_DOORS)


def role_choices() -> list[tuple[str, str]]:
    return [(role.value, IN_WORDS[role][0]) for role in STAFF_ROLES]
