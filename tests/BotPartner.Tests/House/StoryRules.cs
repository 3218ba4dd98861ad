using BotPartner.Tests.Stories;

namespace BotPartner.Tests.House;

/// <summary>Every story is told on every store.</summary>
public sealed class StoryRules
{
    [Fact]
    public void Every_story_is_told_on_every_store() => Assert.All(
        typeof(Store).Assembly.GetTypes().Where(t => t.Namespace == typeof(Store).Namespace && t.Name.EndsWith("Story", StringComparison.Ordinal)),
        story => Assert.Equal(
            Enum.GetNames<Store>().Select(s => $"{story.Name[..^5]}On{s}").Order(),
            typeof(Store).Assembly.GetTypes().Where(t => t.BaseType == story).Select(t => t.Name).Order()));
}
