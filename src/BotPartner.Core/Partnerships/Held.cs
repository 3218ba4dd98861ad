using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary>What the fields of a form held when it was opened, each as a short hash: a form that was open for long takes back nothing
/// that others set since, as only what was changed in it is written.</summary>
public static class Held
{
    /// <summary>The argument that carries it; all arguments of a form have 2,000 characters together.</summary>
    public const string Arg = "held";

    // Of 64 to the power of 8: who changes a field does not come to the same by chance.
    private const int Length = 8;

    /// <summary>Of all fields, as they are when the form opens.</summary>
    public static string Of(IEnumerable<Field> fields) => string.Join(',', fields.Select(f => $"{f.Id}={Hash(f, f.Value)}"));

    /// <summary>Whether a field was left as it was. Of a form that does not say what it held, none was.</summary>
    public static bool Kept(IReadOnlyDictionary<string, string> args, Field field, string? answer)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(field);
        return args.GetValueOrDefault(Arg)?.Split(',').Contains($"{field.Id}={Hash(field, answer)}") == true;
    }

    // Platforms give lines their own ends, and chosen options their own order.
    private static string Hash(Field field, string? value)
    {
        var plain = (value ?? "").ReplaceLineEndings("\n").Trim();
        return Key.Hash(field is Field.Several ? string.Join(',', plain.Split(',').Order(StringComparer.Ordinal)) : plain)[..Length];
    }
}
