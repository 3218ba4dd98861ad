using System.Text.Json;
using System.Text.Unicode;
using Azure.Core;

namespace BotPartner.Teams.Outbound;

/// <summary>Gets the bot's token for its client secret.</summary>
/// <remarks>The authority is the bot's own tenant; a token from another is refused by the Connector.</remarks>
public sealed class SecretCredential(IHttpClientFactory http, TeamsSettings settings, TimeProvider time) : TokenCredential
{
    // A day: no token of Entra lives longer, and what does not end cannot be added to a date.
    private const long LongestLife = 86_400;

    /// <inheritdoc/>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("tokens are fetched asynchronously");

    /// <inheritdoc/>
    /// <exception cref="HttpRequestException">There was no token; the message holds no secret.</exception>
    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        using var client = http.CreateClient(TeamsModule.HttpClient);
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", settings.AppId),
            new("client_secret", settings.ClientSecret),
            new("scope", string.Join(' ', requestContext.Scopes)),
        ]);
        var asked = time.GetUtcNow();
        using var response = await client.PostAsync(settings.TokenEndpoint, form, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return Read(body, response.IsSuccessStatusCode, asked)
            ?? throw new HttpRequestException($"the token endpoint answered {(int)response.StatusCode} {Error(body)}", null, response.StatusCode);
    }

    private static AccessToken? Read(byte[] body, bool success, DateTimeOffset asked)
    {
        if (!success || Parsed(body) is not { } json || json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var token = json.TryGetProperty("access_token", out var t) && t.ValueKind == JsonValueKind.String ? t.GetString() : null;
        // Some servers write the number as a string.
        var seconds = json.TryGetProperty("expires_in", out var e) && long.TryParse(e.ToString(), out var number) ? Math.Clamp(number, 0, LongestLife) : 0;
        return token is null ? null : new AccessToken(token, asked.AddSeconds(seconds));
    }

    /// <summary>The protocol's word for the error and Entra's number, e.g. <c>unauthorized_client AADSTS700016</c>.</summary>
    private static string Error(byte[] body)
    {
        if (Parsed(body) is not { ValueKind: JsonValueKind.Object } json)
        {
            return "";
        }

        var word = json.TryGetProperty("error", out var e) ? e.ToString() : "";
        var text = json.TryGetProperty("error_description", out var d) ? d.ToString() : "";
        var number = text.StartsWith("AADSTS", StringComparison.Ordinal) ? text.Split(':')[0] : "";
        return $"{(word.Length > 60 ? "" : word)} {(number.Length > 20 ? "" : number)}".Trim();
    }

    private static JsonElement? Parsed(byte[] body)
    {
        if (!Utf8.IsValid(body) || Surrogates.Halved(body))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
