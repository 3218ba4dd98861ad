using System.Text.Json;

namespace BotPartner.Slack.Inbound;

/// <summary>Reading payloads whose shape is somebody else's promise.</summary>
internal static class Reading
{
    /// <summary>Parses a body whose root must be an object.</summary>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        if (Surrogates.Halved(body.Span))
        {
            throw new MalformedException();
        }

        var document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        document.Dispose();
        throw new MalformedException();
    }

    /// <summary>The property, or an undefined element if there is none.</summary>
    public static JsonElement At(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : default;

    /// <summary>The first item, or an undefined element.</summary>
    public static JsonElement First(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0 ? element[0] : default;

    /// <summary>The items of an array, or none.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    /// <summary>The members of an object, or none.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];

    /// <summary>The element as a string that is not empty, or null.</summary>
    public static string? Words(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return element.GetString() is { Length: > 0 } words ? words : null;
        }
        catch (InvalidOperationException)
        {
            throw new MalformedException(); // half a surrogate pair
        }
    }

    /// <summary>A string property that is not empty, or null.</summary>
    public static string? Words(this JsonElement element, ReadOnlySpan<byte> name) => element.At(name).Words();

    /// <summary>A string property that must be there.</summary>
    public static string Need(this JsonElement element, ReadOnlySpan<byte> name) => element.Words(name) ?? throw new MalformedException();

    /// <summary>A JSON object of strings from a string that went through a client; what is not that is left out.</summary>
    public static Dictionary<string, string> Args(string? json)
    {
        var args = new Dictionary<string, string>();
        if (json is null)
        {
            return args;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            Collect(document.RootElement, args);
        }
        catch (Exception bad) when (IsBad(bad))
        {
            args.Clear(); // From another version of the bot, perhaps: its feature will say that it is outdated.
        }

        return args;
    }

    /// <summary>Whether it is the fault of JSON that lay within other JSON: not well-formed, or with half a surrogate pair.</summary>
    public static bool IsBad(Exception error) => error is JsonException or InvalidOperationException or MalformedException;

    /// <summary>Gathers the string members of an object.</summary>
    public static void Collect(JsonElement element, Dictionary<string, string> args)
    {
        foreach (var member in element.Members())
        {
            if (member.Value.ValueKind == JsonValueKind.String)
            {
                args[member.Name] = member.Value.Words() ?? "";
            }
        }
    }
}
