using System.Text.RegularExpressions;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Tensions;

namespace BotPartner.Tests.Access;

/// <summary>What is under way: decisions in every state, tensions at several stages, milestones, a principle, codes.</summary>
internal static partial class Affairs
{
    /// <summary>Stands in what the sides of a tension wrote.</summary>
    public const string Written = "M4RK3R";

    /// <summary>Stands in what they released for those who decide.</summary>
    public const string Released = "R3LEAS3D";

    /// <summary>Stands in the reason that south gave where ballots are sealed.</summary>
    public const string Sealed = "S34L3D";

    /// <summary>Stands in the reason that south gave where they are anonymous.</summary>
    public const string Nameless = "N4M3L3SS";

    private static readonly Dictionary<string, string> In = new() { ["p"] = World.Id };

    public static async Task Begin(Desk desk, Dictionary<string, string> names)
    {
        await Decisions(desk, names);
        await Principle(desk);
        await Milestones(desk);
        await Tensions(desk, names);
        names["connect"] = CodeIn(await desk.Say(Who.Steward, "connect"));
        names["link"] = CodeIn(await desk.Say(Who.Delegate, "link"));
        names["invite"] = CodeIn(await desk.Say(Who.FocalPoint, "invite north"));
        names["other"] = CodeIn(await desk.Say(Who.SouthsFocalPoint, "invite south"));
        names["invitation"] = Invited("north");
        names["invitation2"] = Invited("south");
        string Invited(string partner) => desk.Documents.All.Single(e => e.Kind == Kinds.Invitation.Name && Kinds.Invitation.Read(e).State.PartnerName == partner).Key.Id;
    }

    /// <summary>What a button of a tension carries for a side, as it stands.</summary>
    public static async Task<Dictionary<string, string>> Args(Desk desk, string code, Side side, string move)
    {
        var entry = await desk.Documents.Find(TensionKinds.Key(World.Id, code), default);
        return new(TensionButtons.Button(TensionButtons.Do, move, World.Id, TensionKinds.Tension.Read(entry!).State, side, label: "show").Args);
    }

    private static async Task Decisions(Desk desk, Dictionary<string, string> names)
    {
        // 1 runs, 2 is closed, 3 sealed, 4 anonymous, 5 asks who objected, 6 is put to members, 7 takes mandates, in 8 west gave one to south.
        foreach (var terms in new[] { "majority", "majority", "majority | sealed", "majority | anonymous", "consent", "majority | members", "majority | mandates 3", "majority | mandates 3" })
        {
            await Done(desk.Say(Who.Proposer, $"decide Proposal of pam | {terms} | quorum 30% | closes in 20d"));
        }

        foreach (var who in new[] { Who.Delegate, Who.South, Who.West })
        {
            await Done(desk.Say(who, "vote 2 for"));
        }

        await Done(desk.Say(Who.South, $"vote 3 against {Sealed} reason"));
        await Done(desk.Send(Who.South, BallotForm.Id, BallotForm.Args(World.Id, 4), new() { ["choice"] = "against", ["reason"] = $"{Nameless} reason" }));
        await Done(desk.Say(Who.South, "vote 5 object It is too early"));
        await Done(desk.Say(Who.Proposer, "close 2"));
        await Done(desk.Say(Who.Proposer, "amend 5 A better proposal of pam"));
        await Done(desk.Say(Who.West, "mandate 8 to south"));
        await desk.Settle();
        await Done(desk.Send(Who.Proposer, ProposalForm.Id, In, new() { ["text"] = "A draft of pam", ["method"] = "consent", ["quorum"] = "50", ["closes"] = "P7D" }));
        await Done(desk.Send(Who.West, ProposalForm.Id, In, new() { ["text"] = "A draft of wes", ["method"] = "consent", ["quorum"] = "50", ["closes"] = "P7D" }));
        names["draft"] = Draft(Who.Proposer);
        names["draft2"] = Draft(Who.West);
        string Draft(Who by) => desk.Documents.All.Single(e => e.Kind == DecisionKinds.Draft.Name && DecisionKinds.Draft.Read(e).State.By.Key == Cast.Of(by).Key).Key.Id["draft:".Length..];
    }

    private static async Task Principle(Desk desk)
    {
        await Done(desk.Say(Who.Proposer, "principle adopt Honesty: We say what is. | closes in 1d"));
        foreach (var who in new[] { Who.Delegate, Who.South, Who.West })
        {
            await Done(desk.Say(who, "vote 9 consent"));
        }

        await Done(desk.Say(Who.Proposer, "close 9"));
        await desk.Settle();
        await Done(desk.Say(Who.West, "decide Proposal of wes | majority | closes in 20d"));
    }

    private static async Task Milestones(Desk desk)
    {
        // 1 is open and north's, 2 is done and north's, 3 is open and nobody's, 4 was dropped, 5 is open and west's.
        foreach (var who in new[] { "owner north", "owner north", "", "owner north", "owner west" })
        {
            await Done(desk.Say(Who.Member, $"milestone add Wells by 2026-09-01 {who}".TrimEnd()));
        }

        await Done(desk.Say(Who.Member, "milestone done 2 All of them"));
        await Done(desk.Say(Who.Member, "milestone drop 4"));
        await desk.Settle();
    }

    private static async Task Tensions(Desk desk, Dictionary<string, string> names)
    {
        // 1 waits to be heard, 2 is talked about, 3 is guided, 4 is before the other partners, 5 is resolved, 6 is a draft, 7 is among others.
        for (var i = 1; i <= 7; i++)
        {
            // Nobody raises more than five at a time.
            var (raiser, other) = i == 7 ? (Who.West, Who.SouthsFocalPoint) : (i == 6 ? Who.Member : Who.Raiser, Who.OtherSide);
            var preview = await Done(desk.Send(raiser, RaiseForm.Id, In, new()
            {
                ["with"] = Partner.IdOf("south"),
                ["person"] = World.IdOf(other),
                ["what"] = $"{Written}{i} what",
                ["need"] = $"{Written}{i} need",
                ["urgency"] = "usual",
                ["circle"] = "sides",
                ["name"] = "shown",
                ["silence"] = "leads",
            }));
            var send = Buttons(preview).Single(b => b.Action == "tension.send").Args;
            names[$"t{i}"] = send["t"];
            if (i != 6)
            {
                await Done(desk.Press(raiser, "tension.send", send));
            }
            else
            {
                names["h6"] = send["h"];
            }

            await desk.Settle();
        }

        await Moved(desk, names["t2"], (Who.OtherSide, Moves.Hear, $"{Written}2 heard"));
        await Moved(desk, names["t3"], [.. Enumerable.Repeat((Who.Raiser, Moves.Escalate, ""), 3)]);
        await Moved(desk, names["t4"], [.. Enumerable.Repeat((Who.Raiser, Moves.Escalate, ""), 3), (Who.Raiser, Moves.Release, $"{Released}4 words"), (Who.OtherSide, Moves.AgreeRelease, ""), (Who.Raiser, Moves.Escalate, "")]);
        await Moved(desk, names["t5"], (Who.OtherSide, Moves.Hear, ""), (Who.OtherSide, Moves.Propose, $"{Written}5 agreed"), (Who.Raiser, Moves.Confirm, ""));
        await Moved(desk, names["t2"], (Who.OtherSide, Moves.Propose, $"{Written}2 proposal"));
    }

    private static async Task Moved(Desk desk, string code, params (Who Who, string Move, string Words)[] moves)
    {
        foreach (var (who, move, words) in moves)
        {
            var args = await Args(desk, code, who == Who.Raiser ? Side.Raiser : Side.Other, move);
            await Done(words.Length > 0 ? desk.Send(who, TensionButtons.Write, args, new() { [WritingForm.Words] = words }) : desk.Press(who, TensionButtons.Do, args));
            await desk.Settle();
        }
    }

    /// <summary>What was begun must have come about: a world that is not as it is said to be shows nothing.</summary>
    private static async Task<Reply> Done(Task<Reply> asked)
    {
        var reply = await asked;
        Assert.True(Refusals.In(reply) is null && reply is not Reply.Correct, Refusals.In(reply) ?? Refusals.Words(reply));
        return reply;
    }

    private static IEnumerable<Button> Buttons(Reply reply) => ((Reply.Show)reply).Card.Elements.OfType<Element.Buttons>().SelectMany(b => b.Items);

    private static string CodeIn(Reply reply) => Code().Match(Refusals.Words(reply)).Value;

    [GeneratedRegex("[2-9A-Za-z]{5}-[2-9A-Za-z]{5}", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Code();
}
