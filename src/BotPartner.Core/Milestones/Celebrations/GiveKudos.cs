using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Milestones;

/// <summary>The buttons below a celebration, and <c>kudos [3] [heart]</c>: one of each kind a person, taken back by a second press.</summary>
public sealed class GiveKudos(FindMilestone find, Change change, KudosShelf shelf, Texts texts) : IFeature
{
    /// <summary>The wire name of the buttons.</summary>
    public const string Action = "kudos";

    // Enough to tell the presses of one person from one another.
    private const int MarkLength = 12;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("kudos", (said, rest, ct) => Numbered.Split(rest) is var (number, words) && Asked(words) is { } kind
            ? number > 0 ? Give(said, number, kind, ct) : Latest(said, kind, ct)
            : Task.FromResult(Reply.Say(Text.Say("kudos.unknown", ("typed", rest))))) { Order = 135, ForPlace = false },
        new Route.Press(Action, (pressed, ct) => Give(pressed, BallotForm.NumberIn(pressed.Args), pressed.Args.GetValueOrDefault("k", ""), ct)),
    ];

    /// <summary>The button for one kind.</summary>
    public static Button Button(string partnership, int number, string kind) =>
        new(Text.Say($"kudos.{kind}.button"), Action, new Dictionary<string, string>(MilestoneForm.Args(partnership, number)) { ["k"] = kind });

    private string? Asked(string words) => words.Length == 0 ? Celebration.Kinds[0]
        : Celebration.Kinds.FirstOrDefault(k => Texts.Languages.SelectMany(l => texts.Raw($"kudos.words.{k}", l).Split('|')).Any(w => Words.Fold(w) == Words.Fold(words)));

    /// <summary>Without a number what was completed last is meant.</summary>
    private async Task<Reply> Latest(Request.Said said, string kind, CancellationToken cancellation)
    {
        var (seat, refused) = await find.Member(said, "", cancellation);
        return seat is null ? refused!
            : await shelf.Latest(seat.Id, said.At, cancellation) is { Number: var number }
                ? await Give(said, number, kind, cancellation, CelebrationCards.Show(seat.Id, number))
                : seat.Answer(Reply.Say(Text.Say("kudos.nothing"), ShowCelebrations.Button(seat.Id)));
    }

    private async Task<Reply> Give(Request request, int number, string kind, CancellationToken cancellation, params Button[] buttons)
    {
        var (seat, refused) = await find.Member(request, "", cancellation);
        if (seat is null || !Celebration.Kinds.Contains(kind))
        {
            return refused ?? Refusal.Of("refusal.outdated").ToReply();
        }

        if (number <= 0 || await change.Load(MilestoneKinds.Celebration, MilestoneKinds.CelebrationKey(seat.Id, number), cancellation) is not { State.TakenBack: false })
        {
            return seat.Answer(Reply.Say(
                Text.Say("refusal.celebration.none", ("n", number)), request is Request.Said ? [ShowCelebrations.Button(seat.Id)] : Array.Empty<Button>()));
        }

        var giver = seat.Member?.Id ?? Key.Hash(request.Person.Key);
        var stood = await Stood(seat, giver, number, kind, cancellation);
        var key = MilestoneKinds.KudosKey(seat.Id, number, KudosBox.Of(giver));
        var mark = Change.Mark(request)[..MarkLength];
        var beat = RefreshKudos.Next(request.At);
        var given = await change.Run(
            MilestoneKinds.Kudos,
            key,
            null,
            current => (current?.State ?? new(number, [])).Pressed(giver, kind, mark, stood) is { } next
                ? (current ?? MilestoneKinds.Kudos.New(key, next)) with { State = next, Wake = current?.Wake <= beat ? current.Wake : beat }
                : new Verdict<KudosBox>.Leave(),
            cancellation);
        return seat.Answer(given.Refusal?.ToReply() ?? Reply.Say(Text.Say(
            given.Document!.State.Presses.Any(p => p.Giver == giver && p.Kind == kind && p.Given) ? "kudos.given" : "kudos.taken",
            ("kudos", new Text.Said($"kudos.{kind}.button"))), buttons));
    }

    /// <summary>Whether it stood as given on another account of the same person, from before these were linked.</summary>
    private async Task<bool> Stood(Seat seat, string giver, int number, string kind, CancellationToken cancellation)
    {
        if (seat.Member is not ({ LinkedTo: not null } or { Accounts.Count: > 0 })
            || await change.Load(Kinds.Member, Kinds.MemberKey(seat.Id, giver), cancellation) is not { State: var primary })
        {
            return false;
        }

        var others = primary.Everywhere.Select(a => Key.Hash(a.Key)).Where(id => id != giver).ToHashSet();
        return (await shelf.Of(seat.Id, number, cancellation)).Any(b => b.State.Presses.Any(p => p.Given && p.Kind == kind && others.Contains(p.Giver)));
    }
}
