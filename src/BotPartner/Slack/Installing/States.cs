using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Keys;
using NodaTime;

namespace BotPartner.Slack.Installing;

/// <summary>The <c>state</c> of an installation that has begun: one-time, and bound to the browser that it began in. The browser carries it
/// encrypted in a cookie, so that beginning costs nothing, and a guess is refused without a look into the store.</summary>
public sealed class States(Vault vault, IDocuments documents, IIds ids, TimeProvider time)
{
    /// <summary>How long a person may take to consent.</summary>
    public static readonly Duration Life = Duration.FromMinutes(10);

    private const string Purpose = "slack.install";
    private const int Longest = 1000;

    /// <summary>What came back.</summary>
    public enum Check
    {
        /// <summary>It began in this browser.</summary>
        Good,

        /// <summary>It began in this browser, too long ago.</summary>
        Late,

        /// <summary>It did not begin in this browser, or nowhere.</summary>
        Foreign,
    }

    /// <summary>A new state, and what the browser keeps of it.</summary>
    public (string State, string Cookie) Begin()
    {
        var state = ids.Id();
        return (state, vault.Protect(Purpose, string.Create(CultureInfo.InvariantCulture, $"{(time.Now() + Life).ToUnixTimeSeconds()} {state}")));
    }

    /// <summary>Compares what came back with what the browser kept.</summary>
    public Check Compare(string? state, string? cookie)
    {
        if (state is not { Length: > 0 and <= Longest } || cookie is not { Length: > 0 and <= Longest }
            || vault.Unprotect(Purpose, cookie)?.Split(' ') is not [var until, var expected]
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(state)))
        {
            return Check.Foreign;
        }

        return Instant.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture)) > time.Now() ? Check.Good : Check.Late;
    }

    /// <summary>Uses a state up, for all processes.</summary>
    /// <returns>False if it was used before.</returns>
    /// <exception cref="StoreUnavailableException">It may be used up or not.</exception>
    public async Task<bool> Use(string state, CancellationToken cancellation)
    {
        var now = time.Now();
        var used = Stored.State.New(Stored.StateKey(state), new(now)) with { Expires = now + Life + Life };
        return await documents.Save(Stored.State.Write(used), cancellation) is not null;
    }
}
