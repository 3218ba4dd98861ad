using static BotPartner.Tests.Access.Way;
using static BotPartner.Tests.Access.Who;

namespace BotPartner.Tests.Access;

internal static partial class Rights
{
    private const string With = "{south}; person={South}; what=Something; need=Something else; urgency=usual; circle=sides; name=shown; silence=leads";

    private static IEnumerable<Deed> Tensions() =>
    [
        new("Tensions", "Read the conflict protocol and its talking guides", Belonging | Facilitator, Asks("protocol", "protocol"), Opens("protocol"), Opens("protocol.guide", "s=talk")),
        new("Tensions", "Change the conflict protocol", Stewards, Says("protocol", "protocol talk 7"), Opens("protocol.stages"), Sends("protocol.stages", "", "talk=7"), Opens("protocol.calendar"), Sends("protocol.calendar", "", "days=1,2,3; hours=9-16; holidays="), Opens("protocol.own", "s=talk"), Sends("protocol.own", "s=talk", "guide=Listen first."), Opens("protocol.usual")),
        new("Tensions", "Raise a tension, in private", Members, Asks("tension.raise", "conflict-protocol"), Opens("tension.raise")),
        new("Tensions", "Write a draft of one", Members & ~South, Sends("tension.raise", "", $"with={With}")) { Idle = South, Said = "members" },
        new("Tensions", "Send or discard a draft", Member | MemberDirectly, Presses("tension.send", "t={t6}; h={h6}"), Presses("tension.discard", "t={t6}")) { Said = "who wrote it" },
        new("Tensions", "List one’s own tensions, and how many there are (from three upward)", Belonging | Facilitator, Asks("tensions", "tensions"), Opens("tensions")),
        new("Tensions", "Open a tension before it has come to the focal points", Sides, Asks("tensions", "tensions {t1}"), Opens("tension.show", "t={t1}"), Opens("tension.read", "t={t2}")) { Said = "the sides" },
        new("Tensions", "Open a tension that is guided", Sides | FocalPoint | SouthsFocalPoint | Facilitator, Asks("tensions", "tensions {t3}"), Opens("tension.show", "t={t3}"), Opens("tension.read", "t={t3}")) { Said = "the sides, their focal points, who guides it" },
        new("Tensions", "Open a tension that the other partners decide: what was released for it", Sides | FocalPoint | SouthsFocalPoint | Facilitator | West, Opens("tension.show", "t={t4}"), Opens("tension.read", "t={t4}")) { Said = "the sides, their focal points, who guided it, the delegates of the other partners" },
        new("Tensions", "Say that one has heard it", OtherSide, Presses("tension.do", "move=t1/Other/hear"), Sends("tension.write", "move=t1/Other/hear", "words=I hear you")) { Said = "the other side" },
        new("Tensions", "Go on to the next stage before it was heard, or withdraw it", Raiser, Presses("tension.do", "move=t1/Raiser/escalate"), Presses("tension.do", "move=t1/Raiser/withdraw")) { Said = "who raised it" },
        new("Tensions", "Confirm what the other side proposed", Raiser, Presses("tension.do", "move=t2/Raiser/confirm"), Sends("tension.write", "move=t2/Raiser/decline", "words=Not yet")) { Said = "the side to whom it was proposed" },
        new("Tensions", "Propose, release, go on, share a lesson", Sides, Presses("tension.do", "move=t2/Raiser/escalate"), Opens("tension.sure", "move=t2/Raiser/escalate"), Opens("tension.more", "t={t2}"), Opens("tension.write", "move=t2/Raiser/propose"), Sends("tension.write", "move=t2/Raiser/propose", "words=Let us meet"), Sends("tension.write", "move=t3/Raiser/release", "words=This much"), Sends("tension.write", "move=t5/Raiser/lesson", "words=Talk early")) { Said = "the sides" },
        new("Tensions", "Get what was released as a file, for a mediator", Sides, Opens("tension.file", "t={t4}")) { Said = "the sides" },
        new("Tensions", "Take on to guide it, or give it back", Facilitator, Presses("tension.guide.take", "t={t3}"), Presses("tension.guide.leave", "t={t3}")) { Said = "the facilitators who were asked" },
        new("Tensions", "Vote on it for one’s partner", West, Presses("tension.vote", "t={t4}; c=for"), Opens("tension.vote.form", "t={t4}"), Sends("tension.vote.form", "t={t4}", "choice=for; reason=It is fair")) { Said = "delegates of the other partners" },
    ];
}
