using System.Text;
using System.Text.Json.Nodes;

namespace BotPartner.Sandbox.Wire;

/// <summary>What the bot asked of a simulated service.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">As sent, still escaped, without the query.</param>
/// <param name="Query">Without the question mark, still escaped.</param>
/// <param name="Headers">By name, in any case.</param>
/// <param name="Body">As sent.</param>
public sealed record WireRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The path's parts, as sent.</summary>
    public IReadOnlyList<string> Segments { get; } = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The media type without parameters.</summary>
    public string MediaType => Headers.GetValueOrDefault("Content-Type", "").Split(';')[0].Trim();

    /// <summary>What follows <c>Bearer</c>, if anything.</summary>
    public string? Bearer =>
        Headers.TryGetValue("Authorization", out var a) && a.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? a[7..].Trim() : null;
}

/// <summary>What a simulated service answers.</summary>
public sealed record WireAnswer(int Status, string Body = "", string ContentType = "application/json; charset=utf-8")
{
    /// <summary>Seconds for <c>Retry-After</c>.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Where a browser is led.</summary>
    public string? Location { get; init; }

    /// <summary>An answer in JSON.</summary>
    public static WireAnswer Json(int status, JsonNode body) => new(status, body.ToJsonString());
}

/// <summary>What a simulated service sends to the bot, byte for byte.</summary>
public sealed record Outgoing(string Path, string ContentType, byte[] Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>What became of a delivery to the bot.</summary>
/// <param name="Request">What was sent; null if the service had no reason to send anything.</param>
/// <param name="Status">The bot's answer; 0 when there was none (refused, cut or too late).</param>
/// <param name="Body">The answer's body.</param>
/// <param name="ContentType">The answer's media type.</param>
public sealed record Delivered(Outgoing? Request, int Status, string Body, string ContentType)
{
    /// <summary>Nothing was to be sent, e.g. a channel message that does not mention the bot.</summary>
    public static Delivered Nothing { get; } = new(null, 0, "", "");

    /// <summary>Whether the answer asks not to try again (<c>X-Slack-No-Retry</c>).</summary>
    public bool NoRetry { get; init; }

    /// <summary>Whether the bot said yes.</summary>
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>The body as a JSON object, if it is one.</summary>
    public JsonObject? Json
    {
        get
        {
            try
            {
                return Body.Length == 0 ? null : JsonNode.Parse(Body) as JsonObject;
            }
            catch (System.Text.Json.JsonException)
            {
                return null;
            }
        }
    }
}
