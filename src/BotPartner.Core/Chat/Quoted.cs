using System.Globalization;
using NodaTime;

namespace BotPartner.Core.Chat;

/// <summary>The message that a person pointed at when they used a shortcut on it. The words are somebody else's:
/// nobody but that person is shown them, unless the person says so.</summary>
/// <param name="Words">What people read there, markup taken off, mentions as <c>@Name</c> as in <see cref="Request.Said"/>; at most
/// <see cref="Longest"/> characters. Empty where the message has none, e.g. a picture.</param>
/// <param name="By">Who wrote it; null where that is no account that the bot could recognise: an app, the bot itself, or a person of whom the
/// platform says no more than a name, which then stands before the words.</param>
/// <param name="At">When it was written, if the platform said it.</param>
public sealed record Quoted(string Words, Person? By, Instant? At)
{
    /// <summary>So many characters of a message are taken along.</summary>
    public const int Longest = 3000;

    /// <summary>A message with its words cut where they are too long, between two characters as people see them.</summary>
    public static Quoted Of(string words, Person? by, Instant? at)
    {
        ArgumentNullException.ThrowIfNull(words);
        return new(Cut(words.Trim()), by, at);
    }

    private static string Cut(string words)
    {
        if (words.Length <= Longest)
        {
            return words;
        }

        var length = 0;
        while (StringInfo.GetNextTextElementLength(words.AsSpan(length)) is var next && length + next < Longest)
        {
            length += next;
        }

        // One "character" may be without end: a letter under a heap of accents. It is cut, too, though not within a pair of surrogates.
        if (length < Longest / 2)
        {
            length = char.IsHighSurrogate(words[Longest - 2]) ? Longest - 2 : Longest - 1;
        }

        return string.Concat(words.AsSpan(0, length), "…");
    }
}
