using System.Security.Cryptography;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Partnerships;

/// <summary>A code that somebody types to prove that it was shown to them.</summary>
/// <param name="PartnershipId">Of which partnership.</param>
/// <param name="Until">Valid before this moment.</param>
public sealed record OneTimeCode(string PartnershipId, Instant Until)
{
    /// <summary>Who used it: the <see cref="Place.Key"/> of a place that was connected, else the <see cref="Person.Key"/>.</summary>
    public string? UsedIn { get; init; }

    /// <summary>What it opens: null for a place to be connected, or one of <see cref="Codes.Link"/> and <see cref="Codes.Join"/>.</summary>
    public string? Purpose { get; init; }

    /// <summary>The member whose accounts are linked, or the invitation.</summary>
    public string? Subject { get; init; }

    /// <summary>By which the code is recognised; null in those given before it was kept, which their name alone tells.</summary>
    public string? Digest { get; init; }
}

/// <summary>Gives codes and takes them back. What is typed is compared in constant time, and who guesses is soon not listened to any more.</summary>
public sealed class Codes(Change change, Roster roster, IIds ids)
{
    /// <summary>The purpose of a code that links two accounts.</summary>
    public const string Link = "link";

    /// <summary>The purpose of a code that invites.</summary>
    public const string Join = "join";

    private const int Length = 10;
    private const string Letters = "23456789abcdefghjklmnpqrstuvwxyz";

    /// <summary>Gives a new code, as it is shown.</summary>
    public async Task<(string Shown, Key Key)> Give(OneTimeCode about, CancellationToken cancellation)
    {
        var code = ids.Code();
        var key = Kinds.CodeKey(code);
        await change.Run(
            Kinds.Code,
            key,
            null,
            _ => Kinds.Code.New(key, about with { Digest = Convert.ToHexString(Digest(code)) }) with { Expires = about.Until + Duration.FromDays(1) },
            cancellation);
        return ($"{code[..5]}-{code[5..]}", key);
    }

    /// <summary>The code that was typed, if it is one and serves this purpose; else what to say. One that did not fit counts as a guess.</summary>
    /// <param name="request">Who types it, and where.</param>
    /// <param name="typed">As it was typed.</param>
    /// <param name="purpose">As <see cref="OneTimeCode.Purpose"/>.</param>
    /// <param name="by">Who uses it, as <see cref="OneTimeCode.UsedIn"/>; null for a code that may serve several.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<(Document<OneTimeCode>? Code, Refusal? Refusal)> Read(
        Request request, string typed, string? purpose, string? by, CancellationToken cancellation)
    {
        var counted = await Count(request, cancellation);
        if (counted.Refusal is { } blocked)
        {
            return (null, blocked);
        }

        var found = await change.Load(Kinds.Code, Kinds.CodeKey(typed), cancellation);
        var fits = found is { State: var code }
            && CryptographicOperations.FixedTimeEquals(Digest(typed), code.Digest is { } digest ? Convert.FromHexString(digest) : Digest(typed))
            && code.Purpose == purpose && code.Until > request.At && (code.UsedIn is null || (by is not null && code.UsedIn == by));
        if (!fits)
        {
            return (null, Refusal.Of(purpose is null ? "refusal.code" : $"refusal.code.{purpose}"));
        }

        await Forgive(counted.Counted, cancellation);
        return (found, null);
    }

    /// <summary>Notes who used a code: nobody else can any more.</summary>
    public Task<Changed<OneTimeCode>> Burn(Document<OneTimeCode> code, string by, CancellationToken cancellation) => change.Run(
        Kinds.Code,
        code.Key,
        null,
        current => current is null || (current.State.UsedIn is { } used && used != by)
            ? Refusal.Of(code.State.Purpose is { } purpose ? $"refusal.code.{purpose}" : "refusal.code")
            : current.State.UsedIn == by ? new Verdict<OneTimeCode>.Leave() : current with { State = current.State with { UsedIn = by } },
        cancellation);

    /// <summary>Whether this is written as codes are. Without the dash only with a digit in it: else it is rather a name.</summary>
    public static bool Looks(string typed)
    {
        var bare = Kinds.BareCode(typed);
        return bare.Length == Length && bare.All(c => Letters.Contains(c, StringComparison.Ordinal)) && (typed.Contains('-', StringComparison.Ordinal) || bare.Any(char.IsAsciiDigit));
    }

    /// <summary>Counts beforehand, so that many at the same moment are counted, too.</summary>
    private async Task<(IReadOnlyList<Key> Counted, Refusal? Refusal)> Count(Request request, CancellationToken cancellation)
    {
        var counted = new List<Key>();
        IReadOnlyList<Addressee>? stewards = null;
        foreach (var (key, limit) in Guesses.Of(request))
        {
            // Who is not listened to any more costs one look.
            var heard = await change.Run(
                Kinds.Guesses, key, request, current => Guesses.Barred(current?.State, limit, request.At) is { } no ? no : new Verdict<Guesses>.Leave(), cancellation);
            if (heard.Refusal is { } barred)
            {
                return (counted, barred);
            }

            if (heard.Repeated)
            {
                continue;
            }

            stewards ??= await Watchers(request, cancellation);
            var done = await change.Run(Kinds.Guesses, key, request, current => Guesses.One(current, key, limit, request, stewards), cancellation);
            if (done.Refusal is { } refusal)
            {
                return (counted, refusal);
            }

            if (!done.Repeated)
            {
                counted.Add(key);
            }
        }

        return (counted, null);
    }

    private async Task Forgive(IReadOnlyList<Key> counted, CancellationToken cancellation)
    {
        foreach (var key in counted)
        {
            await change.Run(
                Kinds.Guesses,
                key,
                null,
                current => current is { State.Count: > 0 } ? current with { State = current.State with { Count = current.State.Count - 1 } } : new Verdict<Guesses>.Leave(),
                cancellation);
        }
    }

    /// <summary>The stewards of the partnership that meets where somebody guesses, if one does.</summary>
    private async Task<IReadOnlyList<Addressee>> Watchers(Request request, CancellationToken cancellation) =>
        await roster.SeatOf(request, cancellation) is ({ } seat, _) ? seat.Partnership.StewardsDirectly : [];

    private static byte[] Digest(string code) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Kinds.BareCode(code)));
}
