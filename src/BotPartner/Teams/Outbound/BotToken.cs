using Azure.Core;

namespace BotPartner.Teams.Outbound;

/// <summary>The bot's own token: fetched once for all who wait for it, kept until five minutes before it ends.</summary>
public sealed class BotToken(TokenCredential credential, TimeProvider time)
{
    private const string Scope = "https://api.botframework.com/.default";
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private static readonly TokenRequestContext Context = new([Scope]);

    private readonly Lock gate = new();
    private Task<AccessToken>? flight;

    /// <summary>The token.</summary>
    public async ValueTask<string> Get(CancellationToken cancellation)
    {
        Task<AccessToken> token;
        lock (gate)
        {
            if (flight is null or { IsFaulted: true } or { IsCanceled: true } || (flight.IsCompletedSuccessfully && Stale(flight.Result)))
            {
                // Not with the caller's cancellation: others wait for the same.
                flight = credential.GetTokenAsync(Context, CancellationToken.None).AsTask();
            }

            token = flight;
        }

        return (await token.WaitAsync(cancellation)).Token;
    }

    /// <summary>Forgets a token that was refused, unless a newer one is there already.</summary>
    public void Drop(string refused)
    {
        lock (gate)
        {
            if (flight is { IsCompletedSuccessfully: true } && flight.Result.Token == refused)
            {
                flight = null;
            }
        }
    }

    private bool Stale(AccessToken token) => time.GetUtcNow() >= token.ExpiresOn - Margin;
}
