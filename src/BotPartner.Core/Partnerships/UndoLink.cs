using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Partnerships;

/// <summary><c>unlink</c>: an account that was linked speaks as the member no longer, at once. The account that it was linked to stays,
/// so that nobody is left without any.</summary>
public sealed class UndoLink(Change change, Roster roster, FollowMember follow) : IFeature
{
    private const string Action = "member.unlink";
    private const int Shown = 5;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("unlink", (said, rest, ct) => With(said, member => Meant(member, said, rest), ct)) { Order = 56 },
        new Route.Press(Action, (pressed, ct) => With(
            pressed, member => member.Accounts?.FirstOrDefault(a => Key.Hash(a.Key) == pressed.Args.GetValueOrDefault("a")), ct)),
    ];

    /// <summary>The button that unlinks an account.</summary>
    public static Button Button(string partnership, Person account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(Text.Say("unlink.button", ("person", account.Name)), Action, new Dictionary<string, string> { ["p"] = partnership, ["a"] = Key.Hash(account.Key) });
    }

    /// <summary>The linked accounts of a member, each with its button; nothing if there are none.</summary>
    public static IEnumerable<Element> Accounts(string partnership, Member member) => member?.Accounts is not { Count: > 0 } accounts ? [] :
    [
        new Element.Paragraph(Text.Say("unlink.accounts", ("n", accounts.Count))),
        .. accounts.Take(Shown).SelectMany(a => new Element[]
        {
            new Element.Paragraph(Text.Say("unlink.account", ("person", new Text.Strong(a.Name)), ("where", a.Platform))),
            new Element.Buttons([Button(partnership, a)]),
        }),
    ];

    /// <summary>Which account is meant: the one that is named, else the one it is typed from, else the only one.</summary>
    private static Person? Meant(Member member, Request.Said said, string typed) => (member.Accounts ?? []) switch
    {
        var all when said.Mentions is [var mentioned, ..] => all.FirstOrDefault(a => a.Key == mentioned.Key),
        var all when typed.Length > 0 => all.Where(a => Words.Fold(a.Name) == Words.Fold(typed)).ToArray() is [var named] ? named : null,
        var all => all.FirstOrDefault(a => a.Key == said.Person.Key) ?? (all is [var only] ? only : null),
    };

    private async Task<Reply> With(Request request, Func<Member, Person?> which, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        // Whoever was unlinked a moment ago unlinks nobody.
        roster.Forget(seat.Id, request.Person);
        var key = await follow.Primary(Kinds.MemberKey(seat.Id, request.Person), cancellation);
        if ((await change.Load(Kinds.Member, key, cancellation))?.State is not { Standing: Standing.Admitted } member || member.Everywhere.All(a => a.Key != request.Person.Key))
        {
            return seat.Answer(Refusal.Of("refusal.stranger").ToReply());
        }

        return seat.Answer(which(member) is { } account
            ? await Undo(request, seat, key, account, cancellation)
            : member.Accounts is { Count: > 0 } ? new Reply.Show(Card.Of(Text.Say("unlink.which"), [.. Accounts(seat.Id, member)]))
            : Reply.Say(Text.Say("unlink.none", ("partner", member.PartnerName)))) with
        {
            Confidential = true,
        };
    }

    private async Task<Reply> Undo(Request request, Seat seat, Key key, Person account, CancellationToken cancellation)
    {
        var undone = await follow.Run(key, request, current => Without(current, account, request.Person, request.At, seat.Partnership.TimeZone), cancellation);
        return undone.Refusal?.ToReply()
            ?? Reply.Say(Text.Say("unlink.done", ("person", new Text.Strong(account.Name)), ("partner", undone.Document!.State.PartnerName)));
    }

    /// <summary>The member without the account; whoever of the two did not do it is told. Pure.</summary>
    private static Verdict<Member> Without(Document<Member>? current, Person account, Person by, Instant at, string timeZone)
    {
        if (current is not { State: { Standing: Standing.Admitted } member } || member.Accounts?.Any(a => a.Key == account.Key) != true)
        {
            return new Verdict<Member>.Leave();
        }

        var rest = member.Accounts.Where(a => a.Key != account.Key).ToArray();
        var next = member with { Accounts = rest.Length > 0 ? rest : null, Parting = [.. member.Parting ?? [], account] };
        return (current with { State = next, Wake = at }).Owing(new(
            $"unlinked:{Key.Hash(account.Key)}",
            at.ToUnixTimeMilliseconds(),
            Card.Of(Text.Say("unlink.told", ("person", new Text.Strong(account.Name)), ("partner", member.PartnerName))),
            [.. new[] { member.Person, account }.Where(a => a.Key != by.Key).Select(a => Addressee.Directly(a, timeZone))])
        { Once = true });
    }
}
