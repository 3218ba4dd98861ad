using System.Text.Json.Serialization;
using NodaTime;

namespace BotPartner.Core.Chat;

/// <summary>Something to be read, not yet in any language. Resolved for one reader by <see cref="BotPartner.Core.Languages.Texts"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Said), "say")]
[JsonDerivedType(typeof(Verbatim), "raw")]
[JsonDerivedType(typeof(Number), "num")]
[JsonDerivedType(typeof(Moment), "at")]
[JsonDerivedType(typeof(Strong), "b")]
[JsonDerivedType(typeof(Mention), "who")]
[JsonDerivedType(typeof(Listed), "list")]
[JsonDerivedType(typeof(Joined), "join")]
public abstract record Text
{
    private Text()
    {
    }

    /// <summary>An entry of the catalogue, with its arguments by name.</summary>
    public sealed record Said(string Key) : Text
    {
        /// <summary>Arguments by name; a pattern may use each any number of times.</summary>
        public IReadOnlyDictionary<string, Text> Args { get; init; } = new Dictionary<string, Text>();
    }

    /// <summary>What a person or an organisation wrote: shown as written, never translated, never interpreted as markup.</summary>
    public sealed record Verbatim(string Value) : Text;

    /// <summary>A whole number; chooses plural forms.</summary>
    public sealed record Number(long Value) : Text;

    /// <summary>A moment, shown in the reader's time zone and language.</summary>
    public sealed record Moment(Instant Value) : Text;

    /// <summary>Emphasis.</summary>
    public sealed record Strong(Text Inner) : Text;

    /// <summary>A person, notified where the platform of the reader is theirs, a plain name elsewhere.</summary>
    public sealed record Mention(Person Person) : Text;

    /// <summary>An enumeration: <c>A, B and C</c> in the reader's language.</summary>
    public sealed record Listed(IReadOnlyList<Text> Items) : Text;

    /// <summary>Pieces one after the other with nothing between.</summary>
    public sealed record Joined(IReadOnlyList<Text> Parts) : Text;

    /// <summary>An entry of the catalogue.</summary>
    public static Text Say(string key, params ReadOnlySpan<(string Name, Text Value)> args)
    {
        if (args.Length == 0)
        {
            return new Said(key);
        }

        var byName = new Dictionary<string, Text>(args.Length);
        foreach (var (name, value) in args)
        {
            byName.Add(name, value);
        }

        return new Said(key) { Args = byName };
    }

    /// <summary>Words of a person, see <see cref="Verbatim"/>.</summary>
    public static implicit operator Text(string words) => new Verbatim(words);

    /// <summary>A whole number, see <see cref="Number"/>.</summary>
    public static implicit operator Text(long value) => new Number(value);

    /// <summary>A moment, see <see cref="Moment"/>.</summary>
    public static implicit operator Text(Instant value) => new Moment(value);
}
