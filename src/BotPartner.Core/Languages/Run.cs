using BotPartner.Core.Chat;

namespace BotPartner.Core.Languages;

/// <summary>What a stretch of resolved text is, so that a renderer knows what it may do with it.</summary>
public enum RunKind
{
    /// <summary>The bot's own words.</summary>
    Own,

    /// <summary>Somebody's words: to be rendered inert, whatever they contain.</summary>
    Verbatim,

    /// <summary>A person to notify; <see cref="Run.Value"/> is the name.</summary>
    Mention,
}

/// <summary>A stretch of text in the reader's language.</summary>
/// <param name="Value">The characters to show.</param>
/// <param name="Kind">What they are.</param>
/// <param name="Strong">Whether they are emphasised.</param>
/// <param name="Person">The person, for a mention.</param>
public sealed record Run(string Value, RunKind Kind, bool Strong = false, Person? Person = null);
