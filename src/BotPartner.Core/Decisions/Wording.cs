using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>Texts that speak of partners have a sister for where members vote, under the same key with <c>.members</c>.</summary>
internal static class Wording
{
    public static Text Of(bool members, string key, params ReadOnlySpan<(string Name, Text Value)> args) => Text.Say(members ? $"{key}.members" : key, args);
}
