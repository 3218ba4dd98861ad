using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Slack;

/// <summary>The tokens of the app in one workspace, or in all of an organisation's.</summary>
internal sealed class SlackGrants(SlackOptions options, Dice dice)
{
    /// <summary>With rotation an access token is good so long.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (DateTimeOffset? Until, string? Dead)> access = options.OAuth ? [] : new() { [options.BotToken] = (null, null) };
    private readonly Dictionary<string, bool> refresh = [];

    /// <summary>How many exchanges of refresh tokens there were.</summary>
    public int Renewals { get; private set; }

    /// <summary>All access tokens ever given, latest last.</summary>
    public IReadOnlyList<string> Given
    {
        get
        {
            lock (gate)
            {
                return [.. access.Keys, .. refresh.Keys];
            }
        }
    }

    public bool Knows(string? token)
    {
        lock (gate)
        {
            return token is not null && (access.ContainsKey(token) || refresh.ContainsKey(token));
        }
    }

    /// <summary>Why the token is not taken; null if it is.</summary>
    public string? Fault(string? token)
    {
        lock (gate)
        {
            return token is null ? "not_authed"
                : !access.TryGetValue(token, out var known) ? "invalid_auth"
                : known.Dead ?? (known.Until <= options.Time.GetUtcNow() ? "token_expired" : null);
        }
    }

    /// <summary>A new access token, and where tokens rotate a refresh token.</summary>
    public (string Access, string? Refresh) Grant()
    {
        lock (gate)
        {
            return New();
        }
    }

    /// <summary>New tokens for a refresh token, once.</summary>
    public (string Access, string? Refresh)? Renew(string token)
    {
        lock (gate)
        {
            if (!refresh.TryGetValue(token, out var used) || used)
            {
                return null;
            }

            refresh[token] = true;
            Renewals++;
            return New();
        }
    }

    /// <summary>All tokens are void.</summary>
    public void Kill(string why)
    {
        lock (gate)
        {
            foreach (var token in access.Keys.ToArray())
            {
                access[token] = (access[token].Until, why);
            }

            foreach (var token in refresh.Keys.ToArray())
            {
                refresh[token] = true;
            }
        }
    }

    private (string Access, string? Refresh) New()
    {
        var given = (Access: $"{(options.RotatesTokens ? "xoxe." : "")}xoxb-1-{dice.Letters(24)}", Refresh: options.RotatesTokens ? $"xoxe-1-{dice.Letters(24)}" : null);
        access[given.Access] = (options.RotatesTokens ? options.Time.GetUtcNow() + Life : null, null);
        if (given.Refresh is not null)
        {
            refresh[given.Refresh] = false;
        }

        return given;
    }
}
