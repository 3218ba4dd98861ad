using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BotPartner.Manifests;

/// <summary>JSON and YAML for people to look at before they upload them.</summary>
internal static partial class Readable
{
    /// <summary>Indented, accents as they are. It is never put into a page.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = JsonSerializerOptions.Default.TypeInfoResolver,
    };

    /// <summary>An object as YAML: a word, path or address bare, anything else quoted as in JSON, which YAML understands.</summary>
    public static string Yaml(JsonObject root)
    {
        var lines = new StringBuilder();
        Members(root, "", lines);
        return lines.ToString();
    }

    private static void Members(JsonObject node, string indent, StringBuilder lines)
    {
        foreach (var (name, value) in node)
        {
            lines.Append(indent).Append(name).Append(':');
            Value(value, indent, lines);
        }
    }

    private static void Value(JsonNode? value, string indent, StringBuilder lines)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } inner:
                lines.Append('\n');
                Members(inner, indent + "  ", lines);
                break;
            case JsonArray { Count: > 0 } items:
                lines.Append('\n');
                foreach (var item in items)
                {
                    Item(item, indent + "  ", lines);
                }

                break;
            default:
                lines.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    /// <summary>An object begins on the line of its dash.</summary>
    private static void Item(JsonNode? item, string indent, StringBuilder lines)
    {
        if (item is not JsonObject { Count: > 0 } inner)
        {
            lines.Append(indent).Append("- ").Append(Scalar(item)).Append('\n');
            return;
        }

        var at = lines.Length;
        Members(inner, indent + "  ", lines);
        lines[at + indent.Length] = '-';
    }

    private static string Scalar(JsonNode? value) =>
        value is JsonValue scalar && scalar.TryGetValue<string>(out var text) && Bare().IsMatch(text) && text is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n")
            ? text
            : value?.ToJsonString(Json) ?? "null";

    [GeneratedRegex(@"\A[A-Za-z/][A-Za-z0-9_./-]*(:[A-Za-z0-9_./-]+)*\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Bare();
}
