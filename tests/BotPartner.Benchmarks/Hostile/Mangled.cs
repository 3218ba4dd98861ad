using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>Writes JSON with some of its values and names replaced by what a program might trip over.</summary>
/// <param name="random">Decides.</param>
/// <param name="ids">Ids of others, of all kinds.</param>
/// <param name="addresses">Addresses to be led astray by.</param>
internal sealed class Mangled(Random random, string[] ids, string[] addresses)
{
    private const int Deepest = 10_000;
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly StringBuilder text = new();
    private readonly HashSet<int> chosen = [];
    private string[] words = [];
    private int at;

    /// <summary>The JSON with so many changes.</summary>
    public string Write(Knot knot, int changes)
    {
        text.Clear();
        chosen.Clear();
        at = 0;
        words = [.. knot.All().Select(k => k.Raw).OfType<string>()];
        for (var i = 0; i < changes; i++)
        {
            chosen.Add(random.Next(knot.Count));
        }

        Value(knot);
        return text.ToString();
    }

    private void Value(Knot knot)
    {
        if (chosen.Contains(at++))
        {
            Changed(knot);
        }
        else
        {
            Written(knot);
        }
    }

    private void Written(Knot knot)
    {
        if (knot.Members is { } members)
        {
            text.Append('{');
            foreach (var (name, value) in members)
            {
                Member(name, value);
            }

            text.Append('}');
        }
        else if (knot.Items is { } items)
        {
            text.Append('[');
            foreach (var item in items)
            {
                Separate();
                Value(item);
            }

            text.Append(']');
        }
        else
        {
            text.Append(knot.Raw);
        }
    }

    /// <summary>A member; where its value is chosen, perhaps its name is what changes.</summary>
    private void Member(string name, Knot value)
    {
        var odd = chosen.Contains(at) && random.Next(3) == 0;
        switch (odd ? random.Next(6) : 6)
        {
            case 0: // dropped
                at += value.Count;
                return;
            case 1: // twice, and the other says something else
                Named(Quoted(name));
                text.Append(Literal());
                break;
            case 2:
                name = random.Next(2) == 0 ? name.ToUpperInvariant() : Poison.Any(random);
                break;
            case 3:
                name += Poison.Any(random);
                break;
            case 4: // a name with half a surrogate pair beside it
                Named($"\"{name}\\ud800\"");
                text.Append("\"x\"");
                break;
            case 5:
                Named($"\"\\u{(int)name.FirstOrDefault('a'):x4}{(name.Length > 0 ? name[1..] : "")}\"");
                text.Append(Literal());
                break;
        }

        Named(Quoted(name));
        Value(value);
    }

    private void Changed(Knot knot)
    {
        var before = at - 1;
        switch (random.Next(14))
        {
            case 0 or 1:
                text.Append(Literal());
                break;
            case 2 or 3:
                text.Append(Quoted(Poison.Any(random)));
                break;
            case 4 when knot.Words is { } said:
                text.Append(Quoted(random.Next(3) switch { 0 => said + Poison.Any(random), 1 => Poison.Any(random) + said, _ => said[..random.Next(said.Length + 1)] }));
                break;
            case 5: // in place of another
                text.Append(words.Length > 0 ? words[random.Next(words.Length)] : "null");
                break;
            case 6:
                text.Append(Quoted(ids[random.Next(ids.Length)]));
                break;
            case 7 when knot.Words?.Contains("://", StringComparison.Ordinal) is not false:
                text.Append(Quoted(addresses[random.Next(addresses.Length)]));
                break;
            case 8 when knot.Words is ['{', ..] inner:
                text.Append(Quoted(Within(inner)));
                break;
            case 9:
                Deep(knot);
                return;
            case 10 when random.Next(6) == 0:
                Many(knot);
                break;
            case 11:
                text.Append('[');
                Written(knot);
                text.Append(']');
                return;
            case 12:
                text.Append("{\"").Append(random.Next(2) == 0 ? "id" : "text").Append("\":");
                Written(knot);
                text.Append('}');
                return;
            default:
                Written(knot);
                return;
        }

        at = before + knot.Count;
    }

    /// <summary>JSON within a string goes through a client as well.</summary>
    private string Within(string inner)
    {
        try
        {
            return new Mangled(random, ids, addresses).Write(Knot.Of(JsonNode.Parse(inner)), 1 + random.Next(2));
        }
        catch (JsonException)
        {
            return inner + "}";
        }
    }

    private void Deep(Knot knot)
    {
        var depth = random.Next(4) switch { 0 => Deepest, 1 => 65, _ => random.Next(2, 70) };
        var named = random.Next(2) == 0;
        for (var i = 0; i < depth; i++)
        {
            text.Append(named ? "{\"a\":" : "[");
        }

        Written(knot);
        text.Append(named ? '}' : ']', random.Next(8) == 0 ? depth - 1 : depth);
    }

    private void Many(Knot knot)
    {
        var item = knot.Raw is { Length: < 12 } raw ? raw : random.Next(3) switch { 0 => "0", 1 => "{}", _ => "\"a\"" };
        var much = random.Next(2) == 0;
        text.Append(much ? '[' : '{');
        for (var i = 0; i < 100_000 && text.Length < 950_000; i++)
        {
            text.Append(i > 0 ? "," : "").Append(much ? item : $"\"{i}\":0");
        }

        text.Append(much ? ']' : '}');
    }

    private void Named(string name)
    {
        Separate();
        text.Append(name).Append(':');
    }

    private void Separate()
    {
        if (text.Length > 0 && text[^1] is not ('{' or '[' or ':' or ','))
        {
            text.Append(',');
        }
    }

    private string Literal() => Poison.Literals[random.Next(random.Next(5) == 0 ? Poison.Literals.Length : Poison.WellFormed)];

    private static string Quoted(string said) => said.Contains(Poison.NoUtf8, StringComparison.Ordinal) ? $"\"{said}\"" : JsonSerializer.Serialize(said, Relaxed);
}
