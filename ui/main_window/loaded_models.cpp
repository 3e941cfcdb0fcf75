#include "ui/main_window/loaded_models.h"

namespace fiducial::ui {

Result<std::shared_ptr<model::LandmarkModel>> LoadedModels::load(const std::string &nameOrFile, const std::string &card,
                                                                 const std::string &scheme,
                                                                 const model::DeviceOptions &device)
{
    const std::string key = nameOrFile + "\n" + card + "\n" + scheme + "\n" + device.device +
                            (device.half ? " half " : " ") + std::to_string(device.batch) + " " +
                            std::to_string(device.threads);
    std::unique_lock lock(mutex_);
    if (auto known = loaded_[key].lock())
        return known;
    const int age = age_;
    lock.unlock(); // loading takes a while, and forget() does not wait for it
    auto made = models_.load(nameOrFile, card, scheme, device);
    if (!made)
        return made.error();
    std::shared_ptr<model::LandmarkModel> model = std::move(made).value();
    lock.lock();
    if (age == age_)
        loaded_[key] = model;
    return model;
}

void LoadedModels::forget()
{
    const std::lock_guard lock(mutex_);
    loaded_.clear();
    ++age_;
}

} // namespace fiducial::ui
