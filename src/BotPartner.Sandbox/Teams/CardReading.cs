using System.Text.Json.Nodes;

namespace BotPartner.Sandbox.Teams;

/// <summary>What a person sees in an Adaptive Card.</summary>
public static class CardReading
{
    /// <summary>Of an attachment that is an Adaptive Card.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>All visible text, top to bottom, a line each; buttons by their title.</summary>
    public static string PlainText(JsonObject card) => string.Join('\n', Lines(card).Where(l => l.Length > 0));

    /// <summary>Every action on it, also in action sets and shown cards; not the fallbacks.</summary>
    public static IEnumerable<JsonObject> Actions(JsonObject card) =>
        All(card).Where(o => Kind(o).StartsWith("Action.", StringComparison.Ordinal));

    /// <summary>Every input on it.</summary>
    public static IEnumerable<JsonObject> Inputs(JsonObject card) =>
        All(card).Where(o => Kind(o).StartsWith("Input.", StringComparison.Ordinal));

    /// <summary>The values that go with an action: what stands in the inputs, overlaid with what the person filled in (by label or id).</summary>
    public static Dictionary<string, string> Fill(JsonObject card, IReadOnlyDictionary<string, string>? filled)
    {
        var inputs = Inputs(card).ToList();
        var values = inputs.Where(i => i["value"] is not null).ToDictionary(Id, i => i["value"]!.ToString());
        foreach (var (name, value) in filled ?? new Dictionary<string, string>())
        {
            var input = inputs.FirstOrDefault(i => Id(i) == name)
                ?? inputs.FirstOrDefault(i => Label(i) == name)
                ?? throw new ArgumentException($"There is no input '{name}'; there are: {string.Join(", ", inputs.Select(i => $"{Id(i)} ({Label(i)})"))}", nameof(filled));
            values[Id(input)] = Choices(input).FirstOrDefault(c => (string?)c["title"] == value) is { } choice ? (string?)choice["value"] ?? value : value;
        }

        // Teams' own client does not send while a required input is empty.
        var missing = inputs.FirstOrDefault(i => (bool?)i["isRequired"] == true && string.IsNullOrWhiteSpace(values.GetValueOrDefault(Id(i))));
        return missing is null ? values : throw new InvalidOperationException((string?)missing["errorMessage"] ?? $"'{Label(missing)}' is required.");
    }

    internal static string Kind(JsonObject o) => (o["type"] as JsonValue)?.ToString() ?? "";

    internal static string Id(JsonObject o) => (string?)o["id"] ?? "";

    private static string Label(JsonObject o) => (string?)o["label"] ?? (string?)o["title"] ?? "";

    private static IEnumerable<JsonObject> Choices(JsonObject input) => (input["choices"] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>Every object in the card that has a type, in the order people read.</summary>
    internal static IEnumerable<JsonObject> All(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            return list.SelectMany(All);
        }

        if (node is not JsonObject o)
        {
            return [];
        }

        var inner = o.Where(p => p.Key is not ("fallback" or "data" or "msteams" or "refresh")).SelectMany(p => All(p.Value));
        return o["type"] is JsonValue ? inner.Prepend(o) : inner;
    }

    private static IEnumerable<string> Lines(JsonObject card)
    {
        foreach (var o in All(card).Where(o => (bool?)o["isVisible"] != false))
        {
            switch (Kind(o))
            {
                case "TextBlock" or "TextRun":
                    yield return (string?)o["text"] ?? "";
                    break;
                case "FactSet":
                    foreach (var fact in (o["facts"] as JsonArray ?? []).OfType<JsonObject>())
                    {
                        yield return $"{(string?)fact["title"]}: {(string?)fact["value"]}";
                    }

                    break;
                case "Image":
                    yield return (string?)o["altText"] ?? "";
                    break;
                case var kind when kind.StartsWith("Input.", StringComparison.Ordinal):
                    yield return string.Join(" / ", Choices(o).Select(c => (string?)c["title"] ?? "").Prepend(Label(o)));
                    break;
                case var kind when kind.StartsWith("Action.", StringComparison.Ordinal):
                    yield return (string?)o["title"] ?? "";
                    break;
            }
        }
    }
}
