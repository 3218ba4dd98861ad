using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BotPartner.Slack.Api;
using BotPartner.Slack.Inbound;
using NodaTime;

namespace BotPartner.Slack.Installing;

/// <summary>What an exchange gave, in the clear: lives in memory only.</summary>
/// <param name="Token">The access token.</param>
/// <param name="Refresh">The next refresh token; null if tokens do not end.</param>
/// <param name="Lasts">How long the access token is good; null for ever.</param>
/// <param name="At">When, by Slack's clock.</param>
public sealed record Grant(string Token, string? Refresh, Duration? Lasts, Instant At)
{
    /// <summary>Where it is good, with all that is not secret.</summary>
    public required Installation For { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(Grant); // A record would print its tokens.
}

/// <summary>What came of an exchange.</summary>
/// <param name="Grant">What was given.</param>
/// <param name="Error">Slack's word for why nothing was; null if it did not say.</param>
public readonly record struct Exchanged(Grant? Grant, string? Error);

/// <summary><c>oauth.v2.access</c>: a code for tokens, or a refresh token for new ones. Each can be used once, so nothing is tried twice.</summary>
public sealed class OAuthApi(IHttpClientFactory http, SlackSettings settings, TimeProvider time)
{
    // By Slack's clock unless it is so far off that it cannot be one.
    private static readonly TimeSpan Believable = TimeSpan.FromMinutes(5);

    /// <summary>A code that a browser brought.</summary>
    public Task<Exchanged> Code(string code, Uri redirect, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(redirect);
        return Post(new() { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirect.AbsoluteUri }, cancellation);
    }

    /// <summary>A refresh token. The one given is void when this is answered with a yes, whether the answer arrives or not.</summary>
    public Task<Exchanged> Refresh(string token, CancellationToken cancellation) =>
        Post(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = token }, cancellation);

    private async Task<Exchanged> Post(Dictionary<string, string> form, CancellationToken cancellation)
    {
        var app = settings.App ?? throw new InvalidOperationException("There is one workspace.");
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.ApiBase, "oauth.v2.access")) { Content = new FormUrlEncodedContent(form) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{app.ClientId}:{app.ClientSecret}")));
            using var client = http.CreateClient(WebApi.Client);
            using var response = await client.SendAsync(request, cancellation);
            var now = time.GetUtcNow();
            var said = response.Headers.Date is { } date && (date - now).Duration() < Believable ? date : now;
            return await WebApi.Read(response, cancellation) switch
            {
                Answer.Done done => new(Read(done.Body, Instant.FromUnixTimeSeconds(said.ToUnixTimeSeconds())), null),
                Answer.Failed failed => new(null, failed.Error),
                _ => default,
            };
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or JsonException or MalformedException)
        {
            return default;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return default;
        }
    }

    private static Grant Read(JsonElement root, Instant at)
    {
        var (team, enterprise) = (root.At("team"u8), root.At("enterprise"u8));
        var whole = root.At("is_enterprise_install"u8).ValueKind == JsonValueKind.True;
        var home = whole ? enterprise : team;
        var lasts = root.At("expires_in"u8) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var seconds) && seconds > 0
            ? Duration.FromSeconds(seconds)
            : (Duration?)null;
        var token = root.Need("access_token"u8);
        return token.Any(c => c is < '!' or > '~')
            ? throw new MalformedException()
            : new(token, root.Words("refresh_token"u8), lasts, at)
            {
                // A renewal names the workspace as the first grant does, but nobody relies on it.
                For = new(home.Words("id"u8) ?? "", at)
                {
                    Name = home.Words("name"u8),
                    IsEnterprise = whole,
                    Enterprise = enterprise.Words("id"u8),
                    App = root.Words("app_id"u8),
                    Bot = root.Words("bot_user_id"u8),
                    Installer = root.At("authed_user"u8).Words("id"u8),
                    Scopes = root.Words("scope"u8),
                },
            };
    }
}
