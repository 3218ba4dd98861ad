using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Principles;

/// <summary>Whose principles somebody means, also where no partnership meets: principles are at hand everywhere.</summary>
public sealed class Reach(Change change, Roster roster)
{
    private const int Most = 6;

    /// <summary>The partnership that the request names or that meets there, if they may read it there; where neither is so, all that they belong to, at most six.</summary>
    public async Task<(IReadOnlyList<Seat> Seats, Refusal? Refusal)> Of(Request request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (seat, refusal) = await roster.ReaderOf(request, cancellation);
        if (seat is not null)
        {
            return ([seat], null);
        }

        var args = (request as Request.Pressed)?.Args ?? (request as Request.Submitted)?.Args;
        if (args?.ContainsKey("p") == true)
        {
            // Who asks for one is not answered for another.
            return ([], refusal);
        }

        var own = new List<Seat>();
        foreach (var id in (await change.Load(Kinds.Person, Kinds.PersonKey(request.Person), cancellation))?.State.Partnerships.TakeLast(Most) ?? [])
        {
            if (await roster.SeatIn(id, request.Person, cancellation) is { Belongs: true } found)
            {
                own.Add(found);
            }
        }

        return (own, own.Count == 0 ? refusal : null);
    }

    /// <summary>An answer that only they read where the partnership does not meet: others there may be strangers to it.</summary>
    public static Reply Answer(Seat seat, Request request, Reply reply)
    {
        ArgumentNullException.ThrowIfNull(seat);
        ArgumentNullException.ThrowIfNull(request);
        var answer = seat.Answer(reply);
        return request.Place.Kind == PlaceKind.Personal || seat.Partnership.At(request.Place) is not null ? answer : answer with { Confidential = true };
    }

    /// <summary>The one that they mean; or the question which, with a button for each.</summary>
    public async Task<(Seat? Seat, Reply? Instead)> One(Request request, Func<string, Button> button, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(button);
        return await Of(request, cancellation) switch
        {
            ([var only], _) => (only, null),
            ([], var refusal) => (null, refusal!.ToReply()),
            var (several, _) => (null, Reply.Say(Text.Say("principles.which"), [.. several.Select(s => button(s.Id) with { Label = s.Partnership.Name.Length > 30 ? string.Concat(s.Partnership.Name.AsSpan(0, 29), "…") : s.Partnership.Name })]) with { Confidential = true }),
        };
    }
}
