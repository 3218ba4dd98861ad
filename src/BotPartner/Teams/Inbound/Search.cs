using System.Text.Json;

namespace BotPartner.Teams.Inbound;

/// <summary>The value of <c>composeExtension/query</c>.</summary>
/// <param name="Name">The id of the command; empty where the client sends none.</param>
/// <param name="Words">What was typed so far; empty when the search has just been opened.</param>
/// <param name="Skip">How many were given before.</param>
/// <param name="Take">How many there is room for.</param>
public sealed record Search(string Name, string Words, int Skip, int Take)
{
    /// <summary>The one parameter of every search, as the manifest names it.</summary>
    public const string Parameter = "words";

    // What the client asks for where it says nothing else.
    private const int Most = 25;
    private const string First = "initialRun";

    /// <summary>Reads it; null if it is none.</summary>
    public static Search? Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var options = CardData.Part(value, "queryOptions");
        return new(
            CardData.Word(value, "commandId") ?? "",
            Typed(CardData.Part(value, "parameters")),
            Math.Max(0, Number(options, "skip") ?? 0),
            Math.Clamp(Number(options, "count") ?? Most, 1, Most));
    }

    private static string Typed(JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Array)
        {
            return "";
        }

        foreach (var parameter in parameters.EnumerateArray())
        {
            if (CardData.Word(parameter, "name") != First && CardData.Word(parameter, "value") is { } typed)
            {
                return typed;
            }
        }

        return "";
    }

    private static int? Number(JsonElement of, string name) =>
        CardData.Part(of, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;
}
