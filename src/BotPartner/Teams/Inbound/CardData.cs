using System.Text.Json;

namespace BotPartner.Teams.Inbound;

/// <summary>The data of a card's action, as this bot writes them and as they come back: what was pressed or which form was sent,
/// the hidden arguments, and beside them the inputs, which Teams merges in at the top.</summary>
public static class CardData
{
    /// <summary>Holds a button's action.</summary>
    public const string Action = "a";

    /// <summary>Holds a form's id.</summary>
    public const string Form = "f";

    /// <summary>Holds the arguments of either.</summary>
    public const string Args = "args";

    /// <summary>Holds what Teams itself is told.</summary>
    public const string Teams = "msteams";

    private const string Prefix = "field.";

    // "key" is claimed by Teams clients, the others are ours.
    private static readonly HashSet<string> Reserved = [Action, Form, Args, Teams, "key"];

    /// <summary>The id of a field's input: its own, unless that is taken.</summary>
    public static string InputId(string field) => Reserved.Contains(field) ? Prefix + field : field;

    /// <summary>Reads the arguments; of a card that is not ours its own top-level words.</summary>
    public static IReadOnlyDictionary<string, string> ReadArgs(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object)
        {
            return new Dictionary<string, string>();
        }

        return data.TryGetProperty(Args, out var args) && args.ValueKind == JsonValueKind.Object ? Words(args, _ => true) : ReadValues(data);
    }

    /// <summary>Reads the inputs; those left empty are left out.</summary>
    public static IReadOnlyDictionary<string, string> ReadValues(JsonElement data) => Words(data, name => !Reserved.Contains(name));

    /// <summary>A property that is a string, or null.</summary>
    public static string? Word(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>A property of an object; Undefined if there is none.</summary>
    public static JsonElement Part(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) ? value : default;

    private static Dictionary<string, string> Words(JsonElement data, Func<string, bool> wanted)
    {
        var words = new Dictionary<string, string>();
        foreach (var property in data.EnumerateObject())
        {
            var value = property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => property.Value.GetRawText(),
                _ => null,
            };
            if (wanted(property.Name) && !string.IsNullOrWhiteSpace(value))
            {
                var name = property.Name;
                var own = name.StartsWith(Prefix, StringComparison.Ordinal) && Reserved.Contains(name[Prefix.Length..]);
                words[own ? name[Prefix.Length..] : name] = value;
            }
        }

        return words;
    }
}
