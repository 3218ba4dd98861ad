using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BotPartner.Tests.Teams;

/// <summary>A call as it arrived at Microsoft's side.</summary>
internal sealed record Call(string Method, Uri Address, string? Authorization, string? ContentType, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}

/// <summary>The far side in this process: the announcer of keys, the token endpoint and the Connector.</summary>
internal sealed class FakeMicrosoft : HttpMessageHandler, IHttpClientFactory
{
    public const string Service = "https://smba.trafficmanager.net/emea/t1/";
    // Making keys takes long; each id has one for all tests.
    private static readonly ConcurrentDictionary<string, RSA> Made = new();
    private readonly Channel<Call> connector = Channel.CreateUnbounded<Call>();
    private readonly SortedDictionary<string, (RSA Key, string[]? Endorsements)> keys = [];
    private int metadata;
    private int tokens;

    public FakeMicrosoft() => AddKey("k1", "msteams");

    /// <summary>Answers instead of the usual answer, if it returns one.</summary>
    public Func<Call, HttpResponseMessage?> Instead { get; set; } = _ => null;

    public int MetadataFetches => metadata;

    public int TokenFetches => tokens;

    /// <summary>What the Connector was asked, in order; waits for it.</summary>
    public async Task<Call> Next(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        return await connector.Reader.ReadAsync(patience.Token);
    }

    public IReadOnlyList<Call> All()
    {
        var all = new List<Call>();
        while (connector.Reader.TryRead(out var call))
        {
            all.Add(call);
        }

        return all;
    }

    public void AddKey(string id, params string[]? endorsements) => keys[id] = (Made.GetOrAdd(id, _ => RSA.Create(2048)), endorsements);

    public void DropKey(string id) => keys.Remove(id);

    public string Token(
        HandClock clock,
        string key = "k1",
        string issuer = "https://api.botframework.com",
        string audience = TeamsHost.AppId,
        string algorithm = SecurityAlgorithms.RsaSha256,
        TimeSpan? starts = null,
        TimeSpan? ends = null,
        string claim = "serviceurl",
        string serviceUrl = Service)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = now + (starts ?? TimeSpan.Zero),
            Expires = now + (ends ?? TimeSpan.FromHours(1)),
            Claims = new Dictionary<string, object> { [claim] = serviceUrl },
            SigningCredentials = new(
                algorithm == SecurityAlgorithms.HmacSha256
                    ? new SymmetricSecurityKey(new byte[32]) { KeyId = key }
                    : new RsaSecurityKey(keys[key].Key) { KeyId = key },
                algorithm),
        });
    }

    /// <summary>Signs a header and a body of any content.</summary>
    public string Sign(string unsigned) => unsigned + "." + Base64UrlEncoder.Encode(
        keys["k1"].Key.SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    public static HttpResponseMessage Json(int status, string body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var call = new Call(
            request.Method.Method, request.RequestUri!, request.Headers.Authorization?.ToString(), request.Content?.Headers.ContentType?.ToString(), body);
        var path = call.Address.AbsolutePath;
        if (path.EndsWith("openidconfiguration", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref metadata);
            return Instead(call) ?? Json(200, """{"issuer":"https://api.botframework.com","jwks_uri":"https://login.botframework.com/v1/.well-known/keys"}""");
        }

        if (path.EndsWith("/keys", StringComparison.Ordinal))
        {
            return Instead(call) ?? Json(200, Jwks());
        }

        if (path.EndsWith("/token", StringComparison.Ordinal))
        {
            var number = Interlocked.Increment(ref tokens);
            TokenCalls.Add(call);
            return Instead(call) ?? Json(200, $$"""{"token_type":"Bearer","expires_in":3600,"access_token":"bot-token-{{number}}"}""");
        }

        connector.Writer.TryWrite(call);
        return Instead(call) ?? Json(200, """{"id":"1795280983195"}""");
    }

    public List<Call> TokenCalls { get; } = [];

    private string Jwks() => JsonSerializer.Serialize(new
    {
        keys = keys.Select(k =>
        {
            var p = k.Value.Key.ExportParameters(false);
            var key = new Dictionary<string, object>
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = k.Key,
                ["n"] = Base64UrlEncoder.Encode(p.Modulus),
                ["e"] = Base64UrlEncoder.Encode(p.Exponent),
            };
            if (k.Value.Endorsements is { } channels)
            {
                key["endorsements"] = channels;
            }

            return key;
        }),
    });
}
