using BotPartner.Core.Languages;

namespace BotPartner.Slack.Blocks;

/// <summary>Who will read what is rendered.</summary>
/// <param name="Reader">Language and zone.</param>
/// <param name="Realm">The workspace it is read in: only its own people can be notified there.</param>
public sealed record Audience(Reader Reader, string Realm);
