"""Every refusal is worded in each language of the portal (REQ-72)."""

import ast
import string
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext

from tests.minutes.refusals import CORRECTING, SIGNING
from tests.source import ROOMS

HOME = Path(__file__).resolve().parent.parent

# Requirement → the sentences that refuse; each is a msgid somewhere in the code.
REFUSALS = {
    "C25": SIGNING,
    "REQ-01": ["There is already an active Council."],
    "REQ-02": [
        "An association must be based at a higher-education institution.",
        "Name at least one training direction.",
        "The association is based there already.",
        "These are its directions already.",
        "State the number and the date of the act.",
        "The first day lies after %(first)s and not after today.",
        "An association is founded under the Council: enter the Council first.",
        "An association is founded by an act of today or before, not before its date.",
        "Only an administrator founds and changes bodies.",
        "The body bears this name already.",
        "Give the name in Kazakh: documents are kept in Kazakh.",
    ],
    "REQ-03": [
        "Only the base institution finances the association.",
        "Only this association's secretary records what is paid for it.",
        "State the amount in whole tenge.",
        "State what the money is for.",
        "State the number and date of the document.",
    ],
    "REQ-04": [
        "Only the Centre or the Council secretary may schedule Council meetings.",
    ],
    "REQ-05": [
        "An association can be dissolved only by the Minister's order.",
        "An order to dissolve this association waits for confirmation already.",
        "The last day lies too far ahead.",
    ],
    "REQ-06": [
        "The association has been dissolved; records are read-only.",
        "The body does not exist on that day yet.",
    ],
    "REQ-07": [
        "Choose the ground of responsibility (28.1–28.3).",
        "State the facts.",
        "A violation is recorded after it happened.",
        "Only the Council's secretary, the Centre and the ministry record violations.",
        "The association was already asked to explain.",
        "Give the association a day that is still to come.",
        "Only the chair and the secretary of this association explain.",
        "The explanation has already been given.",
        "Write the explanation.",
        "Only the Council considers a violation.",
        "Ask the association to explain first.",
        "The association still has time to explain.",
        "The Council already has this before it.",
        "The Council has already decided on this.",
    ],
    "REQ-14": [
        "A Council decision is required for the petition.",
        "Only the Council's secretary draws up petitions.",
        "The Council petitions about members of the Council and of associations.",
        "Name the employer the petition is addressed to.",
        "State the grounds.",
        "The letter is still being prepared.",
        "The letter is sent on a day from its drawing up until today.",
        "The petition has not been sent yet.",
        "An answer comes after the letter was sent.",
        "Write what was answered or attach the answer.",
    ],
    "REQ-15": [
        "You cannot evaluate yourself or your own association.",
        "There is already an evaluation for this academic year.",
        "Only the Council and the Centre evaluate associations and their members.",
        "This academic year has not begun yet.",
        "This person was no member of the association in that academic year.",
        "Give at least one score and write the conclusion.",
        "Make the evaluation final first.",
        "A final evaluation is not changed.",
        "A score is a whole number from 0 to 10.",
        "Score only what the regulation names.",
    ],
    "REQ-11": [
        "Only members of this association may nominate.",
        "Name the candidate.",
        "State the reasons.",
        "%(name)s has been nominated already. By: %(by)s, %(when)s.",
        "This nomination has been dealt with already. State: %(state)s. By: %(name)s, %(when)s.",
        "The association has not supported this candidate by its vote yet.",
        "The rules of this association ask for no vote on nominations.",
        "Only this association votes on the nomination.",
        "Only whoever nominated may do this.",
    ],
    "REQ-12": ["State the act that approves this member."],
    "REQ-13": [
        "Members are removed only by a Council decision.",
        "Only those who propose items to the Council propose a removal.",
        "This removal is proposed already. By: %(by)s, %(when)s.",
        "This removal has been dealt with already. State: %(state)s. By: %(name)s, %(when)s.",
        "Only the member concerned answers a removal.",
        "Your statement has already been given.",
        "Write the statement.",
        "Only whoever proposed the removal withdraws it.",
        "The membership begins on %(day)s: it can end on a later day only.",
    ],
    "REQ-17": ["Only this association's secretary may schedule its meetings."],
    "REQ-18": ["The agenda is already approved."],
    "REQ-19": ["The agenda has changed; please respond again."],
    "REQ-20": ["Prior consent: %(c)s of %(n)s; %(need)s needed (cl. 18)."],
    "REQ-21": [
        "Only the chair approves the agenda.",
        "The agenda is empty: add an item first.",
        "The rules of procedure do not let the deputy act for the chair.",
        "State the number and date of the delegation act.",
        "A delegation does not begin before the day its act was signed.",
        "The body has no deputy chair who holds the office on all these days.",
        "A delegation on some of these days is already recorded.",
    ],
    "REQ-22": [
        "The chair is attending and must preside.",
        "Mark the presiding person as present first.",
        "Presiding cannot change while a vote is open.",
        "Only the person presiding, or the secretary by that person's order, may do this.",
    ],
    "REQ-23": [
        "Neither the chair nor the deputy is present.",
        "Only the chair or the deputy chair may preside.",
    ],
    "REQ-24": [
        "No quorum: %(p)s of %(n)s participate, at least %(q)s required (cl. %(clause)s).",
    ],
    "REQ-25": [
        "Not adopted for lack of a quorum: %(p)s of %(n)s participated, at least %(q)s "
        "required (cl. %(clause)s).",
    ],
    "REQ-26": [
        "This person is not in the composition.",
        "Only the secretary marks attendance.",
        "Attendance is marked on the day of the meeting.",
        "This meeting is held in the hall only; there is no broadcast to take part in.",
        "This meeting is held online only.",
        "State a time of the day of the meeting that has already passed.",
        "A later time is already recorded for this member: %(time)s.",
    ],
    "REQ-27": ["You are not a voting member of this body."],
    "REQ-28": ["Voting on this item has not started or has ended."],
    "REQ-30": [
        "The Council's rules do not provide for remote voting.",
        "The body's rules do not provide for this way of voting.",
    ],
    "REQ-31": [
        "Agree the electronic method with the Secretariat first.",
        "Only the Secretariat agrees the electronic method.",
        "Only the Secretariat reminds of voting from afar.",
    ],
    "REQ-32": [
        "Attach the signed ballot.",
        "Only the secretary enters written ballots.",
        "A written ballot of this member already awaits confirmation.",
        "Whoever entered a written ballot does not confirm it.",
        "The chair, the deputy or another secretary confirms a written ballot.",
        "The member disputes this ballot: it cannot be confirmed.",
        "The member has voted since; that vote stands.",
        "The wording put to the vote has changed since; a new paper is needed.",
        "This written ballot has been decided on already: %(state)s.",
        "Only the member disputes their own ballot.",
    ],
    "REQ-33": ["You are marked present; vote at the meeting."],
    "REQ-34": [
        "Not adopted: for %(for)s, against %(against)s, abstained %(abstain)s "
        "(simple majority, cl. %(clause)s).",
        "Choose for, against or abstain.",
        "Choose for or against.",
    ],
    "REQ-35": ["The votes are equal; the decisive vote: %(name)s."],
    "REQ-36": [
        "The votes are equal (%(for)s and %(against)s) and no decisive vote was given: "
        "not adopted (cl. %(clause)s).",
    ],
    "REQ-37": ["A vote cannot be changed after voting has ended."],
    "permissions": [
        "Nobody grants a permission to themselves.",
        "This follows from an office alone and cannot be granted.",
        "Copies go to higher-education institutions: only they have a representative here.",
        "A permission cannot be granted for days that have passed.",
        "A permission does not begin before the day its act was signed.",
        "%(name)s has this permission on some of these days already.",
        "This permission was already revoked by %(name)s at %(time)s.",
        "This permission has ended already.",
        "Say why the permission is revoked.",
        "This is the last administrator: grant the permission to somebody else first.",
        "Somebody else has changed this meanwhile; what they saved stands beside your text.",
        "An organisation of this kind and name is entered already.",
    ],
    "REQ-38": ["Association decisions are recommendatory."],
    "REQ-46": [
        "Attach the execution report.",
        "Only the Centre and the Council's secretary assign, extend and cancel.",
        "Only the Centre accepts or returns a report.",
        "Only the responsible take a decision up and report on it.",
        "The decision is not in force yet.",
        "This decision is assigned already: change the responsible or extend the due day.",
        "Give a due day that is still to come.",
        "Name who is responsible: a person, an institution or an association.",
        "The Council entrusts its decisions to others, not to itself.",
        "A due day is extended, not shortened: give a later day.",
        "A decision is cancelled only by a later decision of the Council that is in force.",
    ],
    "REQ-67": [
        "Registered documents are not deleted.",
        "Only whoever keeps the body's records registers documents.",
        "Choose whether the letter came in or went out.",
        "Say what the letter is about and from whom or to whom it is.",
        "Attach the document.",
        "A letter is registered on its date or later.",
    ],
    "REQ-39": [
        "A dissenting opinion is attached by a voting member of that meeting.",
        "A dissenting opinion is attached once voting on the item has ended.",
        "The minutes are frozen: a dissenting opinion can no longer be attached or changed.",
        "Write your opinion.",
        "Those who took part may propose corrections until %(until)s. "
        "Wait for their answers, or close the reading with a reason.",
        "Some proposed corrections are neither taken over nor declined.",
        "The name of the body in Russian is missing.",
        "The line of approval in Kazakh is missing.",
        "The line of approval in Russian is missing.",
        "Nobody can sign yet: the PDF could not be made (%(reason)s). The frozen text is safe; "
        "the PDF is made again when that is put right.",
        "Nobody can sign yet: the PDF is still being made. Try again in a minute.",
        "The portal's disk is full, so the file was not kept. Tell the administrator.",
        "The portal could not write the file. Tell the administrator.",
        "Only those on the roll of the meeting answer the draft.",
        "Corrections to this draft are not taken now.",
        "This correction is settled already.",
        "The text is the same as it was.",
        "Give from 1 to %(days)s days.",
        "The text has changed since you opened it. Compare the two and send again.",
        "The text has changed since this correction was proposed. "
        "Take it over by hand, then say so here.",
    ],
    "REQ-42": CORRECTING,
    "REQ-43": [
        "Copies are sent only after both signatures.",
        "Copies are sent of an association's decisions only.",
        "Only this association's secretary sends copies of its decisions.",
        "The receipt of this copy is recorded already.",
        "Nobody reads for this recipient in the portal: hand the copy over on paper.",
        "Attach the scan, or say to whom and how it was handed over.",
    ],
    "REQ-44": ["This copy is not addressed to your organisation."],
    "REQ-45": [
        "Give a reason.",
        "Only the ministry reviews minutes and decisions.",
        "The ministry reviews what the Council and associations decide.",
        "Minutes are reviewed after both signatures.",
        "The decision stands in other minutes.",
        "Minutes are returned for form as a whole.",
    ],
    "REQ-65": [
        "Discussion of this item is closed.",
        "Items are discussed by the members of the body.",
        "A comment is withdrawn by its author only; nobody deletes it.",
        "Only whoever attends the meeting has the floor; others comment in writing.",
        "The secretary or the person presiding gives the floor.",
        "Nobody has the floor on this item now.",
        "Write what you want to say.",
    ],
    "REQ-47": [
        "Sections are proposed by an association decision.",
        "State the name in Kazakh and in Russian, the profile and the reasons.",
        "The association has a section, or a proposal, of this name already.",
        "This proposal is on an agenda or decided already: meeting No. %(number)s.",
        "This proposal has been carried out already.",
        "Only a draft can be changed.",
        "This section is closed already.",
        "Only sections put proposals to their association.",
        "The section has not adopted this proposal, or its minutes are not signed.",
        "A section puts proposals to its own association only.",
    ],
    "REQ-48": [
        "The Council has not approved this section.",
        "A section begins today or later.",
    ],
    "REQ-49": [
        "Section composition is approved by the association's own decision.",
        "Members of a section come from the association: %(name)s does not sit in it.",
        "The section is composed like this already.",
        "The section has been closed; its records are read-only.",
    ],
    "REQ-70": ["Choose a function of this body."],
    "rosters": [
        "You do not record the composition of this body.",
        "The sheet has errors: correct them and upload it anew.",
        "Everything in the sheet is so already: there is nothing to change.",
        "The file cannot be read as a sheet: open it in Excel and save it anew as XLSX.",
        "The file is protected by a password or of an old kind: save it as XLSX without one.",
        "The file holds macros: save it as XLSX without them.",
        "The sheet has more than %(limit)s rows, which is not accepted.",
        "The sheet has more than %(limit)s columns, which is not accepted.",
        "The sheet names nobody: there is no row below the headings.",
        "No column is headed “%(heading)s”: take the template, or head the columns as it does.",
        "Two columns hold the same: %(first)s and %(second)s (%(heading)s).",
    ],
    "REQ-73": [
        "You are the subject of this item and do not vote.",
        "The body's rules exclude nobody from a vote on a matter that concerns them.",
        "Only the presiding person or the secretary says who does not vote.",
        "Who does not vote on an item is named before its vote opens.",
    ],
    "annulling": [
        "Only a vote that has been opened can be annulled.",
        "Only the presiding person annuls a vote, in person.",
        "There is no vote of this member that you entered.",
    ],
    "states": [
        "This is not possible now: the meeting is in the state “%(state)s”.",
        "This is not possible now: the item is in the state “%(state)s”.",
        "Voting on this item cannot start: the vote is in the state “%(state)s”.",
        "Close the vote on item %(number)s first.",
        "Decide, withdraw or defer these items first: %(items)s.",
        "The wording cannot change once voting on the item has started.",
        "This item has already been put to the vote or settled.",
        "Another meeting of this body is in session; close it first.",
        "The time of the meeting has not come yet.",
        "Nobody holds the office of secretary; appoint one first.",
        "The meeting is scheduled for %(day)s; reschedule it to open it on another day.",
        "There is a quorum and somebody to preside: the meeting can be opened. %(quorum)s",
    ],
}
SENTENCES = [(req, sentence) for req, group in REFUSALS.items() for sentence in group]


def said_in_code() -> set[str]:
    """Every literal the code passes to gettext."""
    return {
        node.args[0].value
        for room in ROOMS
        for path in (HOME / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"_", "_t", "gettext"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_refusal_of_the_table_is_said_somewhere():
    assert {sentence for _, sentence in SENTENCES} - said_in_code() == set()


@pytest.mark.parametrize(("requirement", "sentence"), SENTENCES)
def test_a_refusal_differs_by_language(requirement, sentence):
    said = {}
    for language in ("kk", "ru", "en"):
        with translation.override(language):
            said[language] = gettext(sentence)

    assert len(set(said.values())) == 3, f"{requirement}: {said}"


@pytest.mark.parametrize(("requirement", "sentence"), SENTENCES)
def test_a_refusal_has_its_numbers_in_every_language(requirement, sentence):
    values = {name: f"<{name}>" for name in placeholders(sentence)}

    for language in ("kk", "ru", "en"):
        with translation.override(language):
            said = gettext(sentence) % values if values else gettext(sentence)
        assert [v for v in values.values() if v not in said] == [], f"{requirement} in {language}"


def placeholders(sentence: str) -> set[str]:
    """Names in %(…)s."""
    return {
        part.split(")s")[0]
        for part in sentence.split("%(")[1:]
        if part[0] in string.ascii_lowercase
    }
