using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BotPartner.Teams.Tokens;

/// <summary>What a good token says.</summary>
/// <param name="ServiceUrl">Its claim <c>serviceurl</c>: all lower case on the wire, whatever older documents print.</param>
/// <param name="Endorsements">The channels that its signing key may speak for.</param>
public sealed record Credential(string? ServiceUrl, IReadOnlyList<string> Endorsements);

/// <summary>Checks the token that Bot Connector sends with every activity.</summary>
public sealed partial class TokenCheck(ConnectorKeys keys, TeamsSettings settings, TimeProvider time, ILogger<TokenCheck> log)
{
    private const string Issuer = "https://api.botframework.com";
    private const string Scheme = "Bearer ";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>The token's content, or null if it is not good.</summary>
    /// <exception cref="KeysUnavailableException">The keys were never to be had: nobody can be let in, nobody is to blame.</exception>
    public async ValueTask<Credential?> Check(string? authorization, CancellationToken cancellation)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            LogRejected(log, "no bearer token", "", "");
            return null;
        }

        JsonWebToken token;
        try
        {
            token = new JsonWebToken(authorization[Scheme.Length..].Trim());
        }
        catch (ArgumentException)
        {
            LogRejected(log, "not a token", "", "");
            return null;
        }

        var known = await keys.Get(cancellation) ?? throw new KeysUnavailableException("The keys of Bot Connector are not available");
        if (known.Signing.All(k => k.KeyId != token.Kid))
        {
            known = await keys.Look(cancellation) ?? known;
        }

        var result = await Handler.ValidateTokenAsync(token, Parameters(known));
        if (!result.IsValid)
        {
            // Who sent what to whom: an operator needs to see it when Microsoft changes its issuers.
            LogRejected(log, result.Exception.GetType().Name, Loggable(token.Issuer), Loggable(string.Join(' ', token.Audiences)));
            return null;
        }

        var signedBy = token.SigningKey?.KeyId ?? token.Kid;
        return new(
            token.TryGetPayloadValue<string>("serviceurl", out var url) ? url : null,
            signedBy is not null && known.Endorsements.TryGetValue(signedBy, out var channels) ? channels : []);
    }

    private TokenValidationParameters Parameters(KeySet known) => new()
    {
        ValidIssuer = Issuer,
        ValidAudiences = [settings.AppId, $"api://{settings.AppId}", $"api://botid-{settings.AppId}"],
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
        IssuerSigningKeys = known.Signing,
        TryAllIssuerSigningKeys = false,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (from, until, _, _) => InTime(from, until),
    };

    private bool InTime(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return until is { } end && now - Skew <= end && (from is not { } start || now + Skew >= start);
    }

    /// <summary>What a stranger wrote, fit for a log.</summary>
    private static string Loggable(string written)
    {
        var cut = written.Length > 120 ? written[..120] : written;
        return string.Concat(cut.Select(c => char.IsControl(c) ? '?' : c));
    }

    [LoggerMessage(101, LogLevel.Warning, "A request was rejected: {Reason} (iss {Issuer}, aud {Audience})")]
    private static partial void LogRejected(ILogger log, string reason, string issuer, string audience);
}

/// <summary>Tokens cannot be checked for want of keys.</summary>
public sealed class KeysUnavailableException : Exception
{
    /// <summary>Says so.</summary>
    public KeysUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>For serializers.</summary>
    public KeysUnavailableException()
    {
    }

    /// <summary>For serializers.</summary>
    public KeysUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
