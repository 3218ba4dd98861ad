using System.Text.Json;

namespace BotPartner.Core.Decisions;

/// <summary>Where two JSON values first say different things.</summary>
internal static class Difference
{
    /// <summary>The path, what the first says there and what the second; null if they say the same.</summary>
    public static (string Path, string First, string Second)? Between(JsonElement first, JsonElement second, string path)
    {
        if (first.ValueKind == JsonValueKind.Object && second.ValueKind == JsonValueKind.Object)
        {
            return first.EnumerateObject().Select(p => p.Name).Union(second.EnumerateObject().Select(p => p.Name)).Order(StringComparer.Ordinal)
                .Select(name => Between(Member(first, name), Member(second, name), $"{path}.{name}"))
                .FirstOrDefault(d => d is not null);
        }

        if (first.ValueKind == JsonValueKind.Array && second.ValueKind == JsonValueKind.Array && first.GetArrayLength() == second.GetArrayLength())
        {
            return Enumerable.Range(0, first.GetArrayLength()).Select(i => Between(first[i], second[i], $"{path}[{i}]")).FirstOrDefault(d => d is not null);
        }

        return first.ValueKind == second.ValueKind && JsonElement.DeepEquals(first, second) ? null : (path, Shown(first), Shown(second));
    }

    private static JsonElement Member(JsonElement of, string name) => of.TryGetProperty(name, out var member) ? member : default;

    private static string Shown(JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? "" : value.GetRawText().Trim('"');
}
