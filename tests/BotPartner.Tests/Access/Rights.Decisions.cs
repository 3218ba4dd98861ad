using static BotPartner.Tests.Access.Way;
using static BotPartner.Tests.Access.Who;

namespace BotPartner.Tests.Access;

internal static partial class Rights
{
    private const string Putters = "who put the decision, stewards";

    private static IEnumerable<Deed> Proposing() =>
    [
        new("Decisions", "Put a proposal", Belonging, Says("decide", "decide A new one | closes in 2d"), Opens("decision.propose"), Sends("decision.propose", "", "text=A new one; method=consent; quorum=50; closes=P7D")),
        new("Decisions", "Open, edit or discard a draft", Proposer, Presses("draft.open", "d={draft}"), Opens("draft.edit", "d={draft}"), Presses("draft.discard", "d={draft}"), Sends("decision.propose", "d={draft}", "text=Edited; method=consent; quorum=50; closes=P7D")) { Said = "who wrote it" },
    ];

    private static IEnumerable<Deed> Voting() =>
    [
        new("Decisions", "Vote for one’s partner", Delegates, Says("vote", "vote 1 for"), Presses("decision.cast", "n=1; c=for"), Opens("decision.ballot", "n=1"), Sends("decision.ballot", "n=1", "choice=for; reason=It is time")),
        new("Decisions", "Vote for one’s partner where ballots are sealed", Delegates, Says("vote", "vote 3 for"), Presses("decision.cast", "n=3; c=for")),
        new("Decisions", "Vote for one’s partner where ballots are anonymous, once", Delegates & ~South, Presses("decision.cast", "n=4; c=for"), Opens("decision.ballot", "n=4"), Sends("decision.ballot", "n=4", "choice=for; reason=It is time")) { Said = "delegates" },
        new("Decisions", "Vote for oneself where it was put to the members", Members, Says("vote", "vote 6 for"), Presses("decision.cast", "n=6; c=for"), Opens("decision.ballot", "n=6"), Sends("decision.ballot", "n=6", "choice=for")),
        new("Decisions", "Give one’s partner’s mandate to another", NorthsDelegate | South, Says("mandate", "mandate 7 to west"), Sends("decision.mandate", "n=7", "to=west")) { Idle = West, Said = "delegates" },
        new("Decisions", "See the form for it", Delegates, Opens("decision.mandate", "n=7"), Asks("mandate", "mandate 7")),
        new("Decisions", "Take one’s partner’s mandate back", Delegates, Says("mandate", "mandate 8 back"), Sends("decision.mandate", "n=8", "")),
        new("Decisions", "Say whether an amended text meets one’s partner’s concern", South, Presses("amend.answer", "n=5; r=2; d=1; a=yes"), Sends("amend.words", "n=5; r=2; d=1", "answer=yes; words=Now it does")) { Said = "delegates of partners that objected" },
        new("Decisions", "See the form for it", Delegates, Opens("amend.words", "n=5; r=2; d=1")),
    ];

    private static IEnumerable<Deed> Changing() =>
    [
        new("Decisions", "End a decision before its time", Proposer | Stewards, Says("close", "close 1"), Presses("decision.close", "n=1")) { Said = Putters },
        new("Decisions", "Give it more time", Proposer | Stewards, Says("extend", "extend 1 in 25d"), Opens("decision.extend", "n=1"), Sends("decision.extend", "n=1", "by=P3D")) { Said = Putters },
        new("Decisions", "Take it back", Proposer | Stewards, Says("withdraw", "withdraw 1 Not now"), Opens("decision.withdraw", "n=1"), Sends("decision.withdraw", "n=1", "reason=Not now")) { Said = Putters },
        new("Decisions", "Amend its text, which opens a new round", Proposer | Stewards, Says("amend", "amend 1 A better text"), Opens("decision.amend", "n=1"), Sends("decision.amend", "n=1", "text=A better text; closes=P7D"), Presses("decision.open-now", "n=5")) { Said = Putters },
        new("Decisions", "State what was agreed, and when to review it", Proposer | Stewards, Says("outcome", "outcome 2 We begin in May"), Opens("decision.outcome", "n=2"), Sends("decision.outcome", "n=2", "text=We begin in May; review=none")) { Said = Putters },
        new("Decisions", "See the buttons for these", Proposer | Stewards, Opens("decision.manage", "n=1")) { Said = Putters },
    ];

    private static IEnumerable<Deed> Reading() =>
    [
        new("Decisions", "Read decisions and their rounds", Readers, Asks("decisions", "decisions"), Opens("decisions"), Asks("decision", "decision 1"), Asks("decision", "decision 3"), Asks("decision", "decision 4"), Opens("decision", "n=3"), Opens("decision.round", "n=5; r=1")),
        new("Decisions", "Get the record of a decision, and all records", Belonging, Asks("record", "record 2"), Opens("decision.record", "n=2"), Asks("export.decisions", "export decisions"), Opens("decisions.export")),
        new("Digest", "Read the digest", Belonging | Facilitator, Asks("digest", "digest"), Opens("digest")),
    ];

    private static IEnumerable<Deed> Principles() =>
    [
        new("Principles", "Read the principles and the catalogue", Readers, Asks("principles", "principles"), Asks("principle", "principle 1"), Opens("principles"), Opens("principle", "n=1"), Opens("principle.catalogue")),
        new("Principles", "Look a principle up while writing", Readers, Seeks("principle", "honest"), Opens("principle.cite"), Fills("principle.cite", "", "which=1")),
        new("Principles", "Post a principle where the partnership meets", Belonging & ~Direct, Presses("principle.post", "n=1")) { Idle = Belonging, Said = "members, stewards" },
        new("Principles", "Put the decision that adopts, revises or retires a principle", Belonging, Says("principle.adopt", "principle adopt Fairness: We are fair. | closes in 2d"), Opens("principle.adopt"), Sends("principle.adopt", "", "which=own; title=Fairness; text=We are fair.; method=consent; closes=P7D; review=none"), Says("principle.revise", "principle revise 1 We say what is and what was. | closes in 2d"), Opens("principle.revise", "n=1"), Sends("principle.revise", "n=1", "title=Honesty; text=We say what is and was.; method=consent; closes=P7D; review=none"), Says("principle.retire", "principle retire 1 | closes in 2d"), Opens("principle.retire", "n=1"), Sends("principle.retire", "n=1", "text=Done; method=consent; closes=P7D")),
        new("Principles", "Acknowledge a principle for one’s partner", Members, Says("principle.acknowledge", "principle acknowledge 1"), Presses("principle.acknowledge", "n=1; v=1")),
    ];

    private static IEnumerable<Deed> Milestones() =>
    [
        new("Milestones", "Read milestones and celebrations", Belonging, Asks("milestones", "milestones"), Opens("milestones"), Asks("milestone", "milestone 1"), Opens("milestone", "n=1"), Asks("celebrations", "celebrations"), Opens("celebrations"), Opens("celebration", "n=2"), Asks("export.celebrations", "export celebrations"), Opens("celebrations.export")),
        new("Milestones", "Add a milestone", Belonging, Says("milestone.add", "milestone add Pumps by 2026-10-01 owner north"), Opens("milestone.add"), Sends("milestone.add", "", "title=Pumps; on=2026-10-01; owners={north}")),
        new("Milestones", "Change, complete, drop or reopen a milestone", OfNorth | Stewards, Asks("milestone.edit", "milestone edit 1"), Opens("milestone.edit", "n=1"), Sends("milestone.edit", "n=1", "title=Deep wells; on=2026-10-01"), Says("milestone.done", "milestone done 1 All"), Opens("milestone.done", "n=1"), Sends("milestone.done", "n=1", "measured=All"), Says("milestone.drop", "milestone drop 1"), Presses("milestone.drop", "n=1"), Says("milestone.undo", "milestone undo 2"), Presses("milestone.undo", "n=2"), Presses("milestone.undo", "n=4")) { Said = "members of the partners that own it, stewards" },
        new("Milestones", "The same where nobody owns it", Stewards, Says("milestone.done", "milestone done 3"), Presses("milestone.drop", "n=3")),
        new("Milestones", "Say what one’s partner contributed", Members, Says("milestone.credit", "milestone credit 2 We dug."), Opens("celebration.credit", "n=2"), Sends("celebration.credit", "n=2", "line=We dug.")),
        new("Milestones", "Give kudos", Belonging, Says("kudos", "kudos 2"), Presses("kudos", "n=2; k={kudos}")),
    ];
}
