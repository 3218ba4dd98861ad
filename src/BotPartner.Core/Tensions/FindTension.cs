using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Tensions;

/// <summary>A tension, as who asks for it stands to it.</summary>
/// <param name="Seat">Who asks.</param>
/// <param name="Document">As it is stored.</param>
/// <param name="People">Who is who.</param>
/// <param name="Id">Who they are, whichever of their accounts they use.</param>
public sealed record Found(Seat Seat, Document<Tension> Document, People People, string Id)
{
    /// <summary>The tension.</summary>
    public Tension Tension => Document.State;

    /// <summary>What they are to it.</summary>
    public Viewpoint View => Viewpoint.Of(Tension, People, Id);

    /// <summary>An answer that nobody else may read.</summary>
    public Reply Answer(Reply reply) => Seat.Answer(reply) with { Confidential = true };

    /// <summary>The protocol that it is carried along.</summary>
    public Protocol Protocol => new(Tension.Agreed.Ladder, Tension.Agreed.Time, People.Zones(Tension), Tension.OnlyWithConsent);
}

/// <summary>Finds a tension for somebody who has to do with it. To everybody else it is as if there were none.</summary>
public sealed class FindTension(Change change, Roster roster, Gathering gathering)
{
    /// <summary>The tension of this code; or why not.</summary>
    public async Task<(Found? Found, Reply? Refused)> Of(Request request, string code, CancellationToken cancellation)
    {
        var (seat, people, refused) = await Here(request, cancellation);
        if (seat is null || people is null)
        {
            return (null, refused);
        }

        var typed = Words.Fold(code).ToUpperInvariant();
        if (Known(typed) && await change.Load(TensionKinds.Tension, TensionKinds.Key(seat.Id, typed), cancellation) is { State.Course: not null } document)
        {
            var found = new Found(seat, document, people, people.IdOf(request.Person));
            if (found.View.Sees(Aspect.Course))
            {
                return (found, null);
            }
        }

        return (null, seat.Answer(Reply.Say(Text.Say("refusal.tension.unknown"), ListTensions.Button(seat.Id))) with { Confidential = true });
    }

    /// <summary>Who somebody is in the partnership that they are acting in, and who else is who; or why that is not known.</summary>
    public async Task<(Seat? Seat, People? People, Reply? Refused)> Here(Request request, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        return seat is not null && await gathering.Of(seat.Id, cancellation) is { } people
            ? (seat with { Partnership = people.Partnership }, people, null)
            : (null, null, (refusal ?? Refusal.Of("refusal.not-connected")).ToReply() with { Confidential = true });
    }

    /// <summary>The tension that a button or a form is about.</summary>
    public Task<(Found? Found, Reply? Refused)> Of(Request request, IReadOnlyDictionary<string, string> args, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(args);
        return Of(request, args.GetValueOrDefault("t", ""), cancellation);
    }

    /// <summary>Letters and digits that are not taken for one another.</summary>
    public static string CodeOf(string request)
    {
        const string letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        var hash = Key.Hash("tension|" + request);
        var code = new char[Length];
        var number = hash.Aggregate(17UL, (n, c) => unchecked((n * 1099511628211UL) ^ c));
        for (var i = 0; i < Length; i++, number /= (ulong)letters.Length)
        {
            code[i] = letters[(int)(number % (ulong)letters.Length)];
        }

        return new(code);
    }

    private const int Length = 6;

    private static bool Known(string typed) => typed.Length == Length && typed.All(char.IsAsciiLetterOrDigit);
}
