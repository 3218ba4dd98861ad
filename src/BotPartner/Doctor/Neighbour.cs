using System.Net;
using System.Text.Json;

namespace BotPartner.Doctor;

/// <summary>What a neighbour answered.</summary>
/// <param name="Status">Of HTTP; null if it could not be reached.</param>
/// <param name="Trouble">Why it could not be reached.</param>
/// <param name="Body">The JSON of the answer, if it is an object.</param>
/// <param name="Text">The answer as it came.</param>
internal sealed record Heard(HttpStatusCode? Status, string? Trouble, JsonElement? Body, string Text)
{
    /// <summary>By how much this machine's clock is ahead of the neighbour's; null if that did not say its time.</summary>
    public TimeSpan? Ahead { get; init; }

    /// <summary>The scopes that Slack says the token has; null if it does not say.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>A word of the answer.</summary>
    public string? Word(string name) => Body is { } body && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>Asks the services that the bot works with.</summary>
internal sealed class Neighbour(HttpClient http, TimeProvider time)
{
    /// <summary>The time of this machine.</summary>
    public TimeProvider Time => time;

    /// <summary>Asks once.</summary>
    public async Task<Heard> Ask(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            return new(response.StatusCode, null, Parsed(text), text)
            {
                Ahead = time.GetUtcNow() - response.Headers.Date,
                Scopes = response.Headers.TryGetValues("x-oauth-scopes", out var scopes) ? string.Join(',', scopes).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : null,
            };
        }
        catch (HttpRequestException failed)
        {
            return new(null, failed.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "its name cannot be resolved",
                HttpRequestError.ConnectionError => "no connection",
                HttpRequestError.SecureConnectionError => "its certificate is not trusted, or TLS is cut open on the way",
                var error => $"{error}",
            }, null, "");
        }
        catch (IOException)
        {
            return new(null, "the connection was cut", null, "");
        }
    }

    /// <summary>How this machine's clock stands to that of a neighbour.</summary>
    public static Finding? Clock(string about, Heard heard) => heard.Ahead is not { } ahead || ahead.Duration() < TimeSpan.FromSeconds(60) ? null
        : ahead.Duration() > TimeSpan.FromSeconds(270)
            ? Finding.Wrong(about, $"this machine's clock is {Minutes(ahead)}", "Set the clock (NTP): requests are refused when it is five minutes off.")
            : Finding.Warn(about, $"this machine's clock is {Minutes(ahead)}", "Set the clock (NTP): at five minutes requests are refused.");

    private static string Minutes(TimeSpan ahead) => string.Create(null, $"{ahead.Duration().TotalSeconds:0} s {(ahead > TimeSpan.Zero ? "ahead" : "behind")}");

    private static JsonElement? Parsed(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
