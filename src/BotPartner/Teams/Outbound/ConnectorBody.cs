using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Unicode;
using NodaTime;

namespace BotPartner.Teams.Outbound;

/// <summary>Reads what the Connector answers, which is not always what it documents.</summary>
public static class ConnectorBody
{
    /// <summary>The id, if the body holds one.</summary>
    public static string? Id(byte[] body) => Parsed(body) is { } json ? Word(json, "id") : null;

    /// <summary>Its word for an error: <c>subCode</c> before <c>code</c>, at the top, under <c>error</c>, or in a message that is JSON itself.</summary>
    public static string? Code(byte[] body)
    {
        if (Parsed(body) is not { } json)
        {
            return null;
        }

        var error = Part(json, "error") ?? json;
        if (Word(error, "message") is { } message && message.StartsWith('{') && Parsed(System.Text.Encoding.UTF8.GetBytes(message)) is { } inner)
        {
            error = inner;
        }

        var code = Word(error, "subCode") ?? Word(error, "code") ?? Word(error, "errorCode");
        return code?.Length > 80 ? null : code;
    }

    /// <summary>How long to wait, said in seconds or as a moment.</summary>
    public static Duration? RetryAfter(RetryConditionHeaderValue? header, TimeProvider time)
    {
        var wait = header switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait is { } span ? Duration.FromTimeSpan(span > TimeSpan.Zero ? span : TimeSpan.Zero) : null;
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
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Part(JsonElement json, string name) =>
        json.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? part : null;

    private static string? Word(JsonElement json, string name) =>
        json.TryGetProperty(name, out var word) && word.ValueKind is JsonValueKind.String or JsonValueKind.Number ? word.ToString() : null;
}

/// <summary>Members of a conversation.</summary>
/// <param name="Members">Id and display name.</param>
/// <param name="Continuation">Asks for the next page; null on the last.</param>
public sealed record MemberPage(IReadOnlyList<(string Id, string Name)> Members, string? Continuation)
{
    /// <summary>Reads a page; null if it is none.</summary>
    public static MemberPage? Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var members = document.RootElement.GetProperty("members").EnumerateArray()
                .Select(m => (m.GetProperty("id").GetString() ?? "", m.TryGetProperty("name", out var n) ? n.GetString() ?? "" : ""))
                .ToArray();
            return new(members, document.RootElement.TryGetProperty("continuationToken", out var c) ? c.GetString() : null);
        }
        catch (Exception odd) when (odd is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
