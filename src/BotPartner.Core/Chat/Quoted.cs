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
        return new(Bounds.Cut(words.Trim(), Longest), by, at);
    }
}
