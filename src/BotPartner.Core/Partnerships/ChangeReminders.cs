using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;

namespace BotPartner.Core.Partnerships;

/// <summary><c>reminders off</c> and <c>reminders on</c>: whether a member is reminded in private of what waits for them.</summary>
public sealed class ChangeReminders(Change change, Roster roster, Texts texts) : IFeature
{
    private const string Action = "reminders";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("reminders", (said, rest, ct) => Set(said, Wish(rest), ct)) { Order = 150 },
        new Route.Press(Action, (pressed, ct) => Set(pressed, pressed.Args.GetValueOrDefault("to") == "on", ct)),
    ];

    /// <summary>The button that turns them on or off.</summary>
    public static Button Button(string partnership, bool on) => new(
        Text.Say(on ? "reminders.on.button" : "reminders.off.button"), Action, new Dictionary<string, string> { ["p"] = partnership, ["to"] = on ? "on" : "off" });

    private async Task<Reply> Set(Request request, bool? on, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        if (seat.Member is null)
        {
            return seat.Answer(Refusal.Of("refusal.stranger").ToReply());
        }

        // What somebody wishes holds for them, whichever of their accounts they say it on.
        var changed = await change.Run(
            Kinds.Member,
            Kinds.MemberKey(seat.Id, seat.Member.Id),
            null,
            current => on is not { } wish || current is null || current.State.NoReminders == !wish
                ? new Verdict<Member>.Leave()
                : current with { State = current.State with { NoReminders = !wish } },
            cancellation);
        roster.Forget(seat.Id, request.Person);
        if (changed.Document is not { } member)
        {
            return seat.Answer((changed.Refusal ?? Refusal.Of("refusal.stranger")).ToReply());
        }

        var off = member.State.NoReminders;
        return seat.Answer(Reply.Say(
            Text.Say((on, off) switch { (null, true) => "reminders.are-off", (null, false) => "reminders.are-on", (_, true) => "reminders.off", _ => "reminders.on" }, ("partnership", seat.Partnership.Name)),
            Button(seat.Id, on: off)));
    }

    /// <summary>On, off, or null for neither: then it is said how it is.</summary>
    private bool? Wish(string typed)
    {
        bool Is(string key) => Texts.Languages.SelectMany(l => texts.Raw(key, l).Split('|')).Any(w => Words.Fold(w) == Words.Fold(typed).TrimEnd('.', '!'));
        return Is("reminders.words.off") ? false : Is("reminders.words.on") ? true : null;
    }
}
