using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace BotPartner.Sandbox.Teams;

/// <summary>What to get wrong in the token that accompanies what a person does.</summary>
public sealed record TokenFlaws
{
    /// <summary>No <c>Authorization</c> header at all.</summary>
    public bool NoToken { get; init; }

    /// <summary>Instead of <c>https://api.botframework.com</c>.</summary>
    public string? Issuer { get; init; }

    /// <summary>Instead of the bot's app id.</summary>
    public string? Audience { get; init; }

    /// <summary>How long ago it expired.</summary>
    public TimeSpan? ExpiredBy { get; init; }

    /// <summary>How long until it becomes valid.</summary>
    public TimeSpan? ValidIn { get; init; }

    /// <summary>Signed by a published key that is not endorsed for <c>msteams</c>.</summary>
    public bool NoEndorsement { get; init; }

    /// <summary>The claim spelled <c>serviceUrl</c>.</summary>
    public bool CamelCaseClaim { get; init; }

    /// <summary>Without the claim.</summary>
    public bool NoServiceUrl { get; init; }

    /// <summary>Another service URL in the claim than in the activity.</summary>
    public string? ServiceUrl { get; init; }

    /// <summary><c>HS256</c> (keyed with the public key) or <c>none</c>, instead of RS256.</summary>
    public string? Algorithm { get; init; }

    /// <summary>Signed by a key that is not published.</summary>
    public bool UnknownKey { get; init; }

    /// <summary>The last byte of the signature differs.</summary>
    public bool BrokenSignature { get; init; }
}

/// <summary>The keys that the simulated Bot Connector signs with, and its tokens.</summary>
internal sealed class TeamsKeys(string appId, TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();
    // Making a key takes long; every simulated service of a process may begin with the same three.
    private static readonly Lazy<RSAParameters[]> First = new(() => [.. Enumerable.Range(0, 3).Select(_ => Made())]);

    private readonly RSA unendorsed = RSA.Create(First.Value[1]);
    private readonly RSA unknown = RSA.Create(First.Value[2]);
    private RSA endorsed = RSA.Create(First.Value[0]);
    private int generation = 1;

    /// <summary>The published keys.</summary>
    public JsonObject Published()
    {
        lock (gate)
        {
            return new() { ["keys"] = new JsonArray(Jwk(endorsed, $"connector-{generation}", "msteams", "skype"), Jwk(unendorsed, "webchat-1", "webchat")) };
        }
    }

    /// <summary>Signs with a new key from now on; the old one is no longer published.</summary>
    public void Rotate()
    {
        lock (gate)
        {
            endorsed.Dispose();
            endorsed = RSA.Create(2048);
            generation++;
        }
    }

    /// <summary>A token as the Bot Connector sends it, or a wrong one.</summary>
    public string Token(string serviceUrl, TokenFlaws flaws)
    {
        lock (gate)
        {
            var (key, kid) = flaws switch
            {
                { UnknownKey: true } => (unknown, "nobody-1"),
                { NoEndorsement: true } => (unendorsed, "webchat-1"),
                _ => (endorsed, $"connector-{generation}"),
            };
            var now = time.GetUtcNow();
            var from = now + (flaws.ValidIn ?? TimeSpan.Zero);
            var until = flaws.ExpiredBy is { } ago ? now - ago : from + TimeSpan.FromHours(1);
            if (from >= until)
            {
                from = until - TimeSpan.FromHours(1);
            }

            // Exactly the five claims of a live token.
            var claims = new JsonObject
            {
                ["aud"] = flaws.Audience ?? appId,
                ["exp"] = until.ToUnixTimeSeconds(),
                ["iss"] = flaws.Issuer ?? "https://api.botframework.com",
                ["nbf"] = from.ToUnixTimeSeconds(),
            };
            if (!flaws.NoServiceUrl)
            {
                claims[flaws.CamelCaseClaim ? "serviceUrl" : "serviceurl"] = flaws.ServiceUrl ?? serviceUrl;
            }

            var header = new JsonObject { ["alg"] = flaws.Algorithm ?? "RS256", ["typ"] = "JWT", ["kid"] = kid, ["x5t"] = kid };
            var signed = $"{Encode(header)}.{Encode(claims)}";
            var bytes = Encoding.ASCII.GetBytes(signed);
            var signature = flaws.Algorithm switch
            {
                "none" => [],
                "HS256" => HMACSHA256.HashData(key.ExportSubjectPublicKeyInfo(), bytes),
                _ => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            };
            if (flaws.BrokenSignature && signature.Length > 0)
            {
                signature[^1] ^= 1;
            }

            return $"{signed}.{Base64Url.EncodeToString(signature)}";
        }
    }

    public void Dispose()
    {
        endorsed.Dispose();
        unendorsed.Dispose();
        unknown.Dispose();
    }

    private static RSAParameters Made()
    {
        using var key = RSA.Create(2048);
        return key.ExportParameters(includePrivateParameters: true);
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static JsonObject Jwk(RSA key, string kid, params string[] endorsements)
    {
        var numbers = key.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = kid,
            ["x5t"] = kid,
            ["n"] = Base64Url.EncodeToString(numbers.Modulus),
            ["e"] = Base64Url.EncodeToString(numbers.Exponent),
            ["endorsements"] = new JsonArray([.. endorsements.Select(e => JsonValue.Create(e))]),
        };
    }
}
